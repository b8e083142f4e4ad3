import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findRequest } from './repository.ts'
import { approvalRef, type ApprovalRef, type ApprovalView } from './schemas.ts'
import { isVisible, toApprovalView } from './views.ts'

/** One request: the own, or one for something that one holds. Throws `not_found`. */
export async function readRequest(ctx: RequestContext, input: ApprovalRef): Promise<ApprovalView> {
  authorize(ctx, 'profile:read')
  const { requestId } = parseInput(approvalRef, input)
  return await ctx.db.read(async (tx) => {
    const row = await findRequest(tx, requestId)
    if (row === null || !isVisible(ctx, row)) throw notFound()
    return toApprovalView(ctx, row)
  })
}
