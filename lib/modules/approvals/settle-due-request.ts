import { notFound } from '#lib/core/errors.ts'
import { isPermission } from '#lib/core/permissions.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { config } from '#lib/infra/config/index.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { approvalTimes, dueEvent, stepApproval, type ApprovalState } from './domain/approval-state.ts'
import { approvalCarryOut } from './jobs.ts'
import { secondPersons, type HeldRole } from './domain/holders.ts'
import { readHeldRoles } from './holder-repository.ts'
import { changeRequest, lockRequest, type RequestRow } from './repository.ts'
import { noteAsked, noteOutcome } from './request-notices.ts'
import { approvalRef, type ApprovalRef } from './schemas.ts'

/** Who can be the second person of a request at this moment. */
const secondsOf = ({ permission, requestedBy, ...owner }: RequestRow, held: readonly HeldRole[]): string[] =>
  isPermission(permission) ? secondPersons(held, { permission, scope: scopeOfOwner(owner), requestedBy }) : []

/** Leaves a request to those who can be its second person by now, though there was none when it was asked. */
async function leaveToSeconds(
  tx: Tx,
  ctx: RequestContext,
  { row, seconds }: { readonly row: RequestRow; readonly seconds: readonly string[] },
): Promise<void> {
  const at = ctx.clock.now()
  const times = approvalTimes(at, { hasSecondPerson: true, hours: config().APPROVAL_HOURS })
  const left = await changeRequest(tx, row.id, { state: row.state, ...times })
  await noteAsked(tx, left, { at, memberIds: seconds })
  await recordAudit(tx, ctx, {
    action: 'approval.second-found',
    target: { kind: 'approval_request', id: row.id, name: `${row.action} · ${row.target}` },
    details: {
      requestedBy: row.requestedByName,
      seconds: seconds.length,
      expiresAt: times.expiresAt.toISOString(),
    },
    owner: { platformId: row.platformId, tenantId: row.tenantId },
  })
}

/**
 * Does what time alone does to a waiting request: lets one without a second person through once its delay is over, and ends
 * one that nobody decided. Where somebody could be the second person when the delay is over, it waits for them instead: nobody
 * gets around another one by switching them off while asking. Safe to repeat. For jobs.
 */
export async function settleDueRequest(
  ctx: RequestContext,
  input: ApprovalRef,
  own: Runtime = runtime(),
): Promise<{ state: ApprovalState }> {
  authorize(ctx, 'request:approve')
  const { requestId } = parseInput(approvalRef, input)
  const held = await readHeldRoles(own.database, ctx.clock.now())
  return await ctx.db.tx(async (tx) => {
    const row = await lockRequest(tx, requestId)
    if (row === null) throw notFound()
    const at = ctx.clock.now()
    const event = row.state === 'waiting' ? dueEvent(row, at) : null
    const seconds = event === 'delay_over' ? secondsOf(row, held) : []
    if (seconds.length > 0) {
      await leaveToSeconds(tx, ctx, { row, seconds })
      return { state: row.state }
    }
    const step = event === null ? null : stepApproval(row.state, event)
    if (step?.kind !== 'change') return { state: row.state }
    const owner = { platformId: row.platformId, tenantId: row.tenantId }
    const settled = await changeRequest(tx, requestId, { state: step.to, decidedAt: at })
    if (step.to === 'approved') await writeOutbox(tx, approvalCarryOut, owner, { requestId })
    await noteOutcome(tx, settled, at)
    await recordAudit(tx, ctx, {
      action: step.to === 'approved' ? 'approval.delay-over' : 'approval.expire',
      target: { kind: 'approval_request', id: requestId, name: `${row.action} · ${row.target}` },
      details: { requestedBy: row.requestedByName },
      owner,
    })
    return { state: settled.state }
  })
}
