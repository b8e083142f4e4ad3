import { defineRoute } from '#app/api/route-kit.ts'
import { createTenant, listTenants } from '#lib/modules/tenancy/index.ts'
import {
  createTenantInput,
  listTenantsInput,
  listTenantsOutput,
  tenantView,
} from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the tenants in scope.',
  permission: 'tenant:read',
  query: listTenantsInput,
  response: listTenantsOutput,
  handler: async (ctx, { query }) => await listTenants(ctx, query),
})

export const POST = defineRoute({
  summary: 'Creates a tenant of a platform.',
  permission: 'tenant:create',
  body: createTenantInput,
  response: tenantView,
  status: 201,
  handler: async (ctx, { body }) => await createTenant(ctx, body),
})
