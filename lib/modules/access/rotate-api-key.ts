import { DomainError, notFound } from '#lib/core/errors.ts'
import { config } from '#lib/infra/config/index.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { credentialHash, credentialHint, newCredential } from '#lib/infra/auth/credential.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingMemberId } from './acting.ts'
import { findApiKey, rotateApiKeyRow, type ApiKeyRow } from './credential-repository.ts'
import { oldKeyUntil, rotatedKeyEnd } from './domain/key-life.ts'
import { findMemberNames } from './repository.ts'
import { rotateApiKeyInput, type CreateApiKeyOutput, type RotateApiKeyInput } from './schemas.ts'
import { toApiKeyView } from './views.ts'

/**
 * Gives an API key another credential, which is in the answer only. The old one goes on for the overlap, but not beyond
 * its own end; one that was put aside before ends now. Only its maker rotates a key: whoever else got the new credential
 * would act with somebody else's permissions. Throws `precondition_failed` for a key that was revoked or has expired.
 */
export async function rotateApiKey(
  ctx: RequestContext,
  input: RotateApiKeyInput,
  own: Runtime = runtime(),
): Promise<CreateApiKeyOutput> {
  authorize(ctx, 'apikey:create', { own: true })
  const { keyId, overlapSeconds } = parseInput(rotateApiKeyInput, input)
  const credential = newCredential('live')
  return await ctx.db.tx(async (tx) => {
    const key = await findApiKey(tx, keyId)
    if (key === null) throw notFound()
    const now = ctx.clock.now()
    requireRotatable(ctx, key, now)
    const oldUntil = oldKeyUntil(key.expiresAt, now, overlapSeconds)
    const rotated = await rotateApiKeyRow(tx, keyId, {
      hash: credentialHash(own.keyring.pepper, credential),
      hint: credentialHint('live', credential),
      rotatedAt: now,
      oldUntil,
      expiresAt: rotatedKeyEnd(key, now, config().API_KEY_MAX_DAYS),
    })
    await recordAudit(tx, ctx, {
      action: 'apikey.rotate',
      target: { kind: 'api_key', id: keyId, name: key.name },
      details: {
        before: { credential: 'set', ...recordedKey(key) },
        after: { credential: 'replaced', ...recordedKey(rotated) },
      },
      owner: { platformId: key.platformId, tenantId: key.tenantId },
    })
    const names = await findMemberNames(tx, key.memberId === null ? [] : [key.memberId])
    return { key: toApiKeyView(rotated, { now, names, readerId: actingMemberId(ctx) }), credential }
  })
}

/** What another credential changes of a key. */
const recordedKey = ({ hint, oldHint, oldUntil, expiresAt }: ApiKeyRow) => ({
  hint,
  oldHint,
  oldUntil: oldUntil?.toISOString() ?? null,
  expiresAt: expiresAt?.toISOString() ?? null,
})

function requireRotatable(ctx: RequestContext, key: ApiKeyRow, now: Date): void {
  const isOwn = key.memberId !== null && key.memberId === actingMemberId(ctx)
  if (!isOwn && ctx.actor.kind !== 'console') {
    throw new DomainError('forbidden', 'Only its maker rotates a key. Revoke it, and make one of your own.')
  }
  if (key.revokedAt !== null || (key.expiresAt !== null && key.expiresAt <= now)) {
    throw new DomainError('precondition_failed', 'This key was revoked or has expired. Make a new one.')
  }
}
