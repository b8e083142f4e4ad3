import { DomainError, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { credentialHash, credentialHint, newCredential } from '#lib/infra/auth/credential.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { actingEnd } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireTokenMaker } from './require-token-maker.ts'
import { holdToken, replaceToken, type ScimTokenRow } from './token-repository.ts'
import { scimTokenRef, type ScimTokenRef, type ScimTokenWithCredential } from './schemas.ts'
import { toTokenView } from './views.ts'

/** Providers cache their credential; it can be put in within a day without a missed change. */
const OVERLAP_MS = 24 * 3_600_000

/**
 * Gives a token another credential; the old one is taken for a day more, and when it ends stays. The credential of whoever
 * held their role until a moment is not taken any more: by it they would give what the token gives from now on. Throws
 * `precondition_failed` when it was revoked or has ended, and `forbidden` as `createScimToken` does.
 */
export async function rotateScimToken(
  ctx: RequestContext,
  input: ScimTokenRef,
  own: Runtime = runtime(),
): Promise<ScimTokenWithCredential> {
  authorize(ctx, 'identity:write')
  const { scimTokenId } = parseInput(scimTokenRef, input)
  const credential = newCredential('scim')
  const makerUntil = await actingEnd(ctx, 'identity:write', own)
  const now = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    const before = await holdToken(tx, scimTokenId)
    if (before === null) throw notFound()
    await requireTokenMaker(tx, ctx, own, { platformId: before.platformId, tenantId: before.tenantId })
    if (before.revokedAt !== null)
      throw new DomainError('precondition_failed', 'This token was revoked for good. Make a new one.')
    if (before.expiresAt !== null && before.expiresAt <= now)
      throw new DomainError('precondition_failed', 'This token has ended. Make a new one.')
    const token = await replaceToken(tx, scimTokenId, {
      hash: credentialHash(own.keyring.pepper, credential),
      hint: credentialHint('scim', credential),
      until: before.makerUntil === null ? new Date(now.getTime() + OVERLAP_MS) : null,
      makerUntil,
    })
    await recordAudit(tx, ctx, {
      action: 'scim-token.rotate',
      target: { kind: 'scim_token', id: scimTokenId, name: token.name },
      details: {
        before: { credential: 'set', ...recorded(before) },
        after: { credential: 'replaced', ...recorded(token) },
      },
      owner: { platformId: before.platformId, tenantId: before.tenantId },
    })
    return { token: toTokenView(token, now), credential }
  })
}

/** What another credential changes of a token. */
const recorded = ({ hint, previousUntil, makerUntil }: ScimTokenRow) => ({
  hint,
  previousUntil: previousUntil?.toISOString() ?? null,
  makerUntil: makerUntil?.toISOString() ?? null,
})
