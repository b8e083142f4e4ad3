import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { holdVisible, requirePerson, requireStep } from './deciding.ts'
import { changeRequest } from './repository.ts'
import { approvalRef, type ApprovalRef, type ApprovalView } from './schemas.ts'
import { toApprovalView } from './views.ts'

/** Takes back the own request. Throws `forbidden` for that of somebody else, `conflict` when it does not wait any more. */
export async function withdrawRequest(ctx: RequestContext, input: ApprovalRef): Promise<ApprovalView> {
  authorize(ctx, 'profile:read-own')
  const { requestId } = parseInput(approvalRef, input)
  const member = requirePerson(ctx)
  return await ctx.db.tx(async (tx) => {
    const row = await holdVisible(tx, ctx, requestId)
    if (row.requestedBy !== member.id) {
      throw new DomainError(
        'forbidden',
        'Only whoever asked withdraws a request; others approve or refuse it.',
      )
    }
    const step = requireStep(ctx, row, 'withdraw')
    if (step.kind === 'same') return toApprovalView(ctx, row)
    const withdrawn = await changeRequest(tx, requestId, { state: step.to, decidedAt: ctx.clock.now() })
    await recordAudit(tx, ctx, {
      action: 'approval.withdraw',
      target: { kind: 'approval_request', id: requestId, name: `${row.action} · ${row.target}` },
      owner: { platformId: row.platformId, tenantId: row.tenantId },
    })
    return toApprovalView(ctx, withdrawn)
  })
}
