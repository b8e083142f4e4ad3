import type { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findErasure } from './erasure-repository.ts'
import { findExports, findLeavingTenant } from './repository.ts'
import { leavingTenantRef, type LeavingView } from './schemas.ts'
import { toErasureView, toExportView } from './views.ts'

/** The exports of a tenant, and from above how far its erasure is. Throws `not_found` when there is neither tenant nor record. */
export async function readLeaving(
  ctx: RequestContext,
  input: z.input<typeof leavingTenantRef>,
): Promise<LeavingView> {
  authorize(ctx, 'tenant:read')
  const { tenantId } = parseInput(leavingTenantRef, input)
  return await ctx.db.read(async (tx) => {
    const tenant = await findLeavingTenant(tx, tenantId)
    // The record of an erasure belongs to those who decided on it.
    const erasure = ctx.scope.kind === 'tenant' ? null : await findErasure(tx, tenantId)
    if (tenant === null && erasure === null) throw notFound()
    const exports = await findExports(tx, tenantId)
    return {
      exports: exports.map(toExportView),
      erasure: erasure === null ? null : toErasureView(erasure),
    }
  })
}
