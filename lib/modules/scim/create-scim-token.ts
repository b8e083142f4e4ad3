import { CAPS, requireRoom } from '#lib/core/caps.ts'
import { credentialEnd } from '#lib/core/credential-end.ts'
import { invalidField } from '#lib/core/errors.ts'
import { config } from '#lib/infra/config/index.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { credentialHash, credentialHint, newCredential } from '#lib/infra/auth/credential.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { actingEnd } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { countLiveTokens, insertToken } from './token-repository.ts'
import { requireTokenMaker } from './require-token-maker.ts'
import { createScimTokenInput, type CreateScimTokenInput, type ScimTokenWithCredential } from './schemas.ts'
import { scimOwner } from './scim-owner.ts'
import { toTokenView } from './views.ts'

/**
 * Makes a token with which an identity provider keeps the members of the scope in step; shown only in the answer. Throws
 * `forbidden` where groups give roles that the actor could not give by name, for good. Made by somebody whose own role ends,
 * it gives no role until somebody whose role lasts rotates it: groups may be given roles later.
 */
export async function createScimToken(
  ctx: RequestContext,
  input: CreateScimTokenInput,
  own: Runtime = runtime(),
): Promise<ScimTokenWithCredential> {
  authorize(ctx, 'identity:write')
  const { name, expiresAt: asked } = parseInput(createScimTokenInput, input)
  const owner = scimOwner(ctx)
  const createdAt = ctx.clock.now()
  const bounds = { maxDays: config().API_KEY_MAX_DAYS, what: 'tokens' } as const
  const until = asked === undefined ? null : credentialEnd(asked, createdAt, bounds)
  if (until?.kind === 'refused') throw invalidField('expiresAt', until.problem)
  const expiresAt = until?.at ?? null
  const credential = newCredential('scim')
  const makerUntil = await actingEnd(ctx, 'identity:write', own)
  return await ctx.db.tx(async (tx) => {
    await requireTokenMaker(tx, ctx, own, owner)
    requireRoom(CAPS.scimTokens, await countLiveTokens(tx, owner, createdAt))
    const token = await insertToken(tx, {
      owner,
      name,
      hash: credentialHash(own.keyring.pepper, credential),
      hint: credentialHint('scim', credential),
      createdAt,
      makerUntil,
      expiresAt,
    })
    await recordAudit(tx, ctx, {
      action: 'scim-token.create',
      target: { kind: 'scim_token', id: token.id, name },
      details: {
        hint: token.hint,
        expiresAt: expiresAt?.toISOString() ?? null,
        ...(makerUntil === null ? {} : { makerUntil: makerUntil.toISOString() }),
      },
    })
    return { token: toTokenView(token, createdAt), credential }
  })
}
