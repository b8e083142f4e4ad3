import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findNotice, markNoticeSent } from './notice-repository.ts'

/** Notes that the mail of a notice went out, so that a second run of its job sends none. For jobs. */
export async function closeAccountNotice(
  ctx: RequestContext,
  { noticeId }: { readonly noticeId: string },
): Promise<void> {
  authorize(ctx, 'operator:write')
  if (ctx.scope.kind !== 'operator') throw notFound()
  await ctx.db.tx(async (tx) => {
    const notice = await findNotice(tx, noticeId)
    if (notice === null) throw notFound()
    await markNoticeSent(tx, noticeId, ctx.clock.now())
    await recordAudit(tx, ctx, {
      action: 'member.notify',
      target: { kind: 'member', id: notice.memberId, name: notice.member.name },
      details: { about: notice.kind },
    })
  })
}
