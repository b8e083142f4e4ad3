import { DomainError, notFound } from '#lib/core/errors.ts'
import { config } from '#lib/infra/config/index.ts'
import { sessionOf } from '#lib/infra/context/access.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { startViewAsInput, type StartViewAsInput, type ViewAsView } from './schemas/view-as.ts'
import { findOpenViews, findViewedTenant, insertViewAs } from './view-as-repository.ts'
import { viewAsEvents } from './view-as-events.ts'
import { toViewAsView } from './views.ts'

/**
 * Begins to look as a tenant, in this session, for `VIEW_AS_MINUTES`. From above only: throws `precondition_failed` in a
 * tenant's scope, `forbidden` for keys, `not_found` for a tenant out of scope, and `conflict` while another view is open.
 */
export async function startViewAs(ctx: RequestContext, input: StartViewAsInput): Promise<ViewAsView> {
  authorize(ctx, 'tenant:view-as')
  const member = requireMember(ctx)
  const session = sessionOf(ctx)
  if (session === null) throw new DomainError('forbidden', 'Looking as a tenant takes a session of a member.')
  if (ctx.scope.kind === 'tenant') {
    throw new DomainError(
      'precondition_failed',
      'Looking as a tenant begins from above: choose the platform, or all platforms, as the scope.',
    )
  }
  const { tenantId, reason } = parseInput(startViewAsInput, input)
  const now = ctx.clock.now()
  const fromOperator = ctx.scope.kind === 'operator'
  return await ctx.db.tx(async (tx) => {
    const tenant = await findViewedTenant(tx, tenantId)
    if (tenant === null) throw notFound()
    const own = { memberId: member.id, sessionStartedAt: session.createdAt }
    const open = (await findOpenViews(tx, own)).find((one) => one.expiresAt > now)
    if (open !== undefined) {
      throw new DomainError('conflict', `You already look as ${open.tenant.name}: leave that view first.`)
    }
    const view = await insertViewAs(tx, {
      ...own,
      platformId: tenant.platformId,
      tenantId,
      memberName: member.name,
      fromOperator,
      reason,
      startedAt: now,
      expiresAt: new Date(now.getTime() + config().VIEW_AS_MINUTES * 60_000),
    })
    const until = view.expiresAt.toISOString()
    for (const event of viewAsEvents(view, 'view-as.begin', { until })) await recordAudit(tx, ctx, event)
    return toViewAsView(view)
  })
}
