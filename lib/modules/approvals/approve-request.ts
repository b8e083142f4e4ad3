import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { holdVisible, requirePerson, requireSecondPerson, requireStep } from './deciding.ts'
import { approvalCarryOut } from './jobs.ts'
import { changeRequest } from './repository.ts'
import { approvalRef, type ApprovalRef, type ApprovalView } from './schemas.ts'
import { toApprovalView } from './views.ts'

/**
 * Approves what somebody else asked for; a job carries it out. Throws `forbidden` for the own request and for whoever does
 * not hold what it asks for, `step_up_required` where the permission needs it, `conflict` when it does not wait any more.
 */
export async function approveRequest(ctx: RequestContext, input: ApprovalRef): Promise<ApprovalView> {
  authorize(ctx, 'request:approve')
  const { requestId } = parseInput(approvalRef, input)
  const member = requirePerson(ctx)
  return await ctx.db.tx(async (tx) => {
    const row = await holdVisible(tx, ctx, requestId)
    requireSecondPerson(ctx, row, { isApproval: true })
    const step = requireStep(ctx, row, 'approve')
    if (step.kind === 'same') return toApprovalView(ctx, row)
    const owner = { platformId: row.platformId, tenantId: row.tenantId }
    const approved = await changeRequest(tx, requestId, {
      state: step.to,
      decidedBy: member.id,
      decidedByName: member.name,
      decidedAt: ctx.clock.now(),
    })
    await writeOutbox(tx, approvalCarryOut, owner, { requestId })
    await recordAudit(tx, ctx, {
      action: 'approval.approve',
      target: { kind: 'approval_request', id: requestId, name: `${row.action} · ${row.target}` },
      details: { requestedBy: row.requestedByName, permission: row.permission },
      owner,
    })
    return toApprovalView(ctx, approved)
  })
}
