import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { dueEvent, stepApproval, type ApprovalState } from './domain/approval-state.ts'
import { approvalCarryOut } from './jobs.ts'
import { changeRequest, lockRequest } from './repository.ts'
import { noteOutcome } from './request-notices.ts'
import { approvalRef, type ApprovalRef } from './schemas.ts'

/**
 * Does what time alone does to a waiting request: lets one without a second person through once its delay is over, and ends
 * one that nobody decided. Safe to repeat. For jobs.
 */
export async function settleDueRequest(
  ctx: RequestContext,
  input: ApprovalRef,
): Promise<{ state: ApprovalState }> {
  authorize(ctx, 'request:approve')
  const { requestId } = parseInput(approvalRef, input)
  return await ctx.db.tx(async (tx) => {
    const row = await lockRequest(tx, requestId)
    if (row === null) throw notFound()
    const at = ctx.clock.now()
    const event = row.state === 'waiting' ? dueEvent(row, at) : null
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
