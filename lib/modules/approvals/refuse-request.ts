import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { holdVisible, requirePerson, requireSecondPerson, requireStep } from './deciding.ts'
import { changeRequest } from './repository.ts'
import { noteOutcome } from './request-notices.ts'
import { refuseRequestInput, type ApprovalView, type RefuseRequestInput } from './schemas.ts'
import { toApprovalView } from './views.ts'

/** Refuses what somebody else asked for, with a reason that they read. Throws `conflict` when it does not wait any more. */
export async function refuseRequest(ctx: RequestContext, input: RefuseRequestInput): Promise<ApprovalView> {
  authorize(ctx, 'request:approve')
  const { requestId, reason } = parseInput(refuseRequestInput, input)
  const member = requirePerson(ctx)
  return await ctx.db.tx(async (tx) => {
    const row = await holdVisible(tx, ctx, requestId)
    requireSecondPerson(ctx, row, { isApproval: false })
    const step = requireStep(ctx, row, 'refuse')
    if (step.kind === 'same') return toApprovalView(ctx, row)
    const at = ctx.clock.now()
    const refused = await changeRequest(tx, requestId, {
      state: step.to,
      decidedBy: member.id,
      decidedByName: member.name,
      decidedAt: at,
      decisionReason: reason,
    })
    await noteOutcome(tx, refused, at)
    await recordAudit(tx, ctx, {
      action: 'approval.refuse',
      target: { kind: 'approval_request', id: requestId, name: `${row.action} · ${row.target}` },
      details: { requestedBy: row.requestedByName, reason },
      owner: { platformId: row.platformId, tenantId: row.tenantId },
    })
    return toApprovalView(ctx, refused)
  })
}
