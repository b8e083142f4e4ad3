import { defineRoute } from '#app/api/route-kit.ts'
import { getTenant, updateTenant } from '#lib/modules/tenancy/index.ts'
import { tenantRef, tenantView, updateTenantInput } from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows one tenant.',
  permission: 'tenant:read',
  params: tenantRef,
  response: tenantView,
  handler: async (ctx, { params }) => await getTenant(ctx, params),
})

export const PATCH = defineRoute({
  summary: 'Renames, suspends or re-activates a tenant.',
  permission: 'tenant:update',
  params: tenantRef,
  body: updateTenantInput.omit({ tenantId: true }),
  response: tenantView,
  handler: async (ctx, { params, body }) => await updateTenant(ctx, { ...body, ...params }),
})
