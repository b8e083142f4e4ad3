import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingMemberId } from './acting.ts'
import { endOldApiKeyRow, findApiKey } from './credential-repository.ts'
import { findMemberNames } from './repository.ts'
import { revokeApiKeyInput, type ApiKeyView, type RevokeApiKeyInput } from './schemas.ts'
import { toApiKeyView } from './views.ts'

/** Cuts the overlap of a rotated API key short: the credential before the last rotation is refused from now on. */
export async function endOldApiKey(ctx: RequestContext, input: RevokeApiKeyInput): Promise<ApiKeyView> {
  authorize(ctx, 'apikey:revoke', { own: true })
  const { keyId } = parseInput(revokeApiKeyInput, input)
  return await ctx.db.tx(async (tx) => {
    const key = await findApiKey(tx, keyId)
    if (key === null) throw notFound()
    const readerId = actingMemberId(ctx)
    authorize(ctx, 'apikey:revoke', { own: key.memberId !== null && key.memberId === readerId })
    const now = ctx.clock.now()
    const reader = {
      now,
      names: await findMemberNames(tx, key.memberId === null ? [] : [key.memberId]),
      readerId,
    }
    if (key.oldUntil === null || key.oldUntil <= now) return toApiKeyView(key, reader)
    const ended = await endOldApiKeyRow(tx, keyId, now)
    await recordAudit(tx, ctx, {
      action: 'apikey.end_old',
      target: { kind: 'api_key', id: keyId, name: key.name },
      details: {
        before: { oldCredential: 'set', oldUntil: key.oldUntil.toISOString() },
        after: { oldCredential: 'none', oldUntil: now.toISOString() },
        oldHint: key.oldHint,
      },
      owner: { platformId: key.platformId, tenantId: key.tenantId },
    })
    return toApiKeyView(ended, reader)
  })
}
