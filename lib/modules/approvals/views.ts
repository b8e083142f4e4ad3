import { isPermission, PERMISSIONS, type Permission } from '#lib/core/permissions.ts'
import { retell, retellNotice } from '#lib/core/words.ts'
import { formatScopeParam, scopeOfOwner } from '#lib/core/scope.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Reader, RequestRow } from './repository.ts'
import type { ApprovalView } from './schemas.ts'

/** True when a permission is held here for more than one's own things. */
function holds(ctx: RequestContext, permission: Permission): boolean {
  const grant = ctx.grantOf(permission)
  return grant !== null && grant !== 'own'
}

/** The member behind a request for something; null for keys, jobs and the console. */
export const memberOf = (ctx: RequestContext): string | null =>
  ctx.actor.kind === 'member' ? ctx.actor.id : null

/** What the reader may see of the requests of a scope. */
export const readerOf = (ctx: RequestContext): Reader => ({
  memberId: memberOf(ctx),
  permissions: PERMISSIONS.filter((permission) => holds(ctx, permission)),
})

/** True when a request may be shown to whoever asks: their own, or one for something that they hold themselves. */
export const isVisible = (ctx: RequestContext, row: RequestRow): boolean =>
  row.requestedBy === memberOf(ctx) || (isPermission(row.permission) && holds(ctx, row.permission))

/** True for a member who may be the second person of requests here for something that they hold. */
export const mayApprove = (ctx: RequestContext): boolean =>
  memberOf(ctx) !== null && holds(ctx, 'request:approve')

const timeOrNull = (at: Date | null): string | null => at?.toISOString() ?? null

function inputOf(text: string): Record<string, unknown> {
  const input: unknown = JSON.parse(text)
  return isRecord(input) ? input : {}
}

/** A request as it is shown to whoever asks. One whose time is over and that no sweep has closed yet is shown as expired. */
export function toApprovalView(ctx: RequestContext, row: RequestRow): ApprovalView {
  const isOwn = row.requestedBy === memberOf(ctx)
  const isOver = row.state === 'waiting' && row.expiresAt <= ctx.clock.now()
  const state = isOver ? 'expired' : row.state
  return {
    id: row.id,
    scope: formatScopeParam(scopeOfOwner(row)),
    action: row.action,
    permission: row.permission,
    target: retellNotice(ctx.language, row.target),
    input: inputOf(row.input),
    reason: row.reason,
    state,
    requestedBy: row.requestedByName,
    createdAt: row.createdAt.toISOString(),
    expiresAt: row.expiresAt.toISOString(),
    notBefore: timeOrNull(row.notBefore),
    decidedBy: row.decidedByName,
    decidedAt: timeOrNull(row.decidedAt),
    decisionReason: row.decisionReason,
    doneAt: timeOrNull(row.doneAt),
    result: row.result === null ? null : retellNotice(ctx.language, row.result),
    error: row.error === null ? null : retell(ctx.language, row.error),
    isOwn,
    mayDecide: state === 'waiting' && !isOwn && mayApprove(ctx) && isVisible(ctx, row),
  }
}
