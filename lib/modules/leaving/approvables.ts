import type { z } from 'zod'
import { DomainError, invalidField, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { defineApprovable } from '#lib/modules/approvals/index.ts'
import { isAtHand } from './domain/export-state.ts'
import { findErasure } from './erasure-repository.ts'
import { findExports, findLeavingTenant } from './repository.ts'
import { requestErasure } from './request-erasure.ts'
import { requestExport } from './request-export.ts'
import { leavingTenantRef, requestErasureInput } from './schemas.ts'

async function tenantOf(ctx: RequestContext, tenantId: string) {
  authorize(ctx, 'tenant:read')
  const found = await ctx.db.read(async (tx) => ({
    tenant: await findLeavingTenant(tx, tenantId),
    exports: await findExports(tx, tenantId),
  }))
  if (found.tenant === null) throw notFound()
  return { tenant: found.tenant, exports: found.exports }
}

/** The export of a tenant by those above it, which two people decide. */
export const exportApprovable = defineApprovable({
  action: 'tenant.export',
  permission: 'tenant:export',
  inputSchema: leavingTenantRef,
  async describe(ctx, { tenantId }) {
    const { tenant } = await tenantOf(ctx, tenantId)
    return `${tenant.name} of ${tenant.platform.name}, everything as files`
  },
  async perform(ctx, input, { requestedBy, approvedBy }) {
    const by = { askedBy: requestedBy.name, approvedBy: approvedBy?.name ?? null }
    try {
      const { id } = await requestExport(ctx, input, by)
      return `The export ${id} is being written.`
    } catch (error) {
      // A second run after a crash finds what the first one has begun.
      if (error instanceof DomainError && error.code === 'conflict') return error.message
      throw error
    }
  },
})

/** The erasure of a tenant, which two people decide. */
export const erasureApprovable = defineApprovable({
  action: 'tenant.erase',
  permission: 'tenant:erase',
  inputSchema: requestErasureInput,
  async describe(ctx, { tenantId, name, withoutExport }: z.output<typeof requestErasureInput>) {
    const { tenant, exports } = await tenantOf(ctx, tenantId)
    if (name !== tenant.name)
      throw invalidField('name', 'this is not the name of the tenant: type it exactly')
    const hasExport = exports.some((one) => isAtHand(one, ctx.clock.now()))
    if (!hasExport && withoutExport === undefined)
      throw invalidField(
        'withoutExport',
        'there is no finished export that can be downloaded: make one first, or say why none is wanted',
      )
    return withoutExport === undefined
      ? `${tenant.name} of ${tenant.platform.name} and everything of it, with a finished export`
      : `${tenant.name} of ${tenant.platform.name} and everything of it, without an export: ${withoutExport}`
  },
  async perform(ctx, input, { requestedBy, approvedBy }) {
    authorize(ctx, 'tenant:erase')
    const begun = await ctx.db.read(async (tx) => await findErasure(tx, input.tenantId))
    if (begun !== null) return `The erasure ${begun.id} is under way.`
    const by = { askedBy: requestedBy.name, approvedBy: approvedBy?.name ?? null }
    const { id } = await requestErasure(ctx, input, by)
    return `The erasure ${id} is under way.`
  },
})
