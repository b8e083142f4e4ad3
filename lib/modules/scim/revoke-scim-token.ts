import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findToken, revokeToken } from './token-repository.ts'
import { scimTokenRef, type ScimTokenRef, type ScimTokenView } from './schemas.ts'
import { toTokenView } from './views.ts'

/** Makes a token useless from now on. The members that came through it stay as they are. */
export async function revokeScimToken(ctx: RequestContext, input: ScimTokenRef): Promise<ScimTokenView> {
  authorize(ctx, 'identity:write')
  const { scimTokenId } = parseInput(scimTokenRef, input)
  const now = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    const before = await findToken(tx, scimTokenId)
    if (before === null) throw notFound()
    if (before.revokedAt !== null) return toTokenView(before, now)
    const token = await revokeToken(tx, scimTokenId, now)
    await recordAudit(tx, ctx, {
      action: 'scim-token.revoke',
      target: { kind: 'scim_token', id: scimTokenId, name: token.name },
      owner: { platformId: before.platformId, tenantId: before.tenantId },
    })
    return toTokenView(token, now)
  })
}
