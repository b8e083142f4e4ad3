import { DomainError } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { findErasures } from './erasure-repository.ts'
import type { ErasureView } from './schemas.ts'
import { toErasureView } from './views.ts'

/** The erasures of the scope, newest first: what is left of tenants that left. Throws `precondition_failed` in a tenant's scope. */
export async function listErasures(ctx: RequestContext): Promise<ErasureView[]> {
  authorize(ctx, 'tenant:read')
  if (ctx.scope.kind === 'tenant')
    throw new DomainError(
      'precondition_failed',
      'Records of erasures belong to platforms: choose one as the scope.',
    )
  return (await ctx.db.read(async (tx) => await findErasures(tx))).map(toErasureView)
}
