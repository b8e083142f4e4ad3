import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingMemberId } from './acting.ts'
import { findApiKey, revokeApiKeyRow } from './credential-repository.ts'
import { findMemberNames } from './repository.ts'
import { revokeApiKeyInput, type ApiKeyView, type RevokeApiKeyInput } from './schemas.ts'
import { toApiKeyView } from './views.ts'

/** Makes an API key useless at once; who may revoke only their own gets `forbidden` for somebody else's. */
export async function revokeApiKey(ctx: RequestContext, input: RevokeApiKeyInput): Promise<ApiKeyView> {
  authorize(ctx, 'apikey:revoke', { own: true })
  const { keyId } = parseInput(revokeApiKeyInput, input)
  return await ctx.db.tx(async (tx) => {
    const key = await findApiKey(tx, keyId)
    if (key === null) throw notFound()
    authorize(ctx, 'apikey:revoke', { own: key.memberId !== null && key.memberId === actingMemberId(ctx) })
    const now = ctx.clock.now()
    const names = await findMemberNames(tx, key.memberId === null ? [] : [key.memberId])
    const reader = { now, names, readerId: actingMemberId(ctx) }
    if (key.revokedAt !== null) return toApiKeyView(key, reader)
    const revoked = await revokeApiKeyRow(tx, keyId, now)
    await recordAudit(tx, ctx, {
      action: 'apikey.revoke',
      target: { kind: 'api_key', id: keyId, name: key.name },
      details: { hint: key.hint },
      owner: { platformId: key.platformId, tenantId: key.tenantId },
    })
    return toApiKeyView(revoked, reader)
  })
}
