import { notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingMember } from './acting-member.ts'
import { findView, removeView } from './repository.ts'
import { viewRef, type ViewRef } from './schemas.ts'

/**
 * Deletes a view: one's own, or a shared one with the permission to share, so that none outlives whoever made it. Throws
 * `not_found` and `forbidden`.
 */
export async function deleteView(ctx: RequestContext, input: ViewRef): Promise<null> {
  authorize(ctx, 'profile:write')
  const { viewId } = parseInput(viewRef, input)
  const memberId = actingMember(ctx)
  await ctx.db.tx(async (tx) => {
    const row = await findView(tx, ownerOf(ctx.scope), { id: viewId, memberId })
    if (row === null) throw notFound()
    if (row.memberId !== memberId) authorize(ctx, 'view:share')
    await removeView(tx, viewId)
    await recordAudit(tx, ctx, {
      action: 'view.delete',
      target: { kind: 'saved_view', id: viewId, name: row.name },
      details: { screen: row.screen, isShared: row.isShared },
    })
  })
  return null
}
