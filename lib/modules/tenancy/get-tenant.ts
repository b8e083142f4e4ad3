import type { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findTenant } from './repository.ts'
import { tenantRef, type TenantView } from './schemas.ts'
import { toTenantView } from './views.ts'

/** Finds one tenant in scope. Throws `not_found`. */
export async function getTenant(ctx: RequestContext, input: z.input<typeof tenantRef>): Promise<TenantView> {
  authorize(ctx, 'tenant:read')
  const { tenantId } = parseInput(tenantRef, input)
  const row = await ctx.db.read(async (tx) => await findTenant(tx, tenantId))
  if (row === null) throw notFound()
  return toTenantView(row)
}
