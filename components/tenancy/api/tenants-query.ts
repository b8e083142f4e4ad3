import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listTenantsOutput } from '#lib/modules/tenancy/schemas.ts'

/** The tenants of a scope. */
export const tenantsQuery = (scope: string) =>
  readEndpoint<z.infer<typeof listTenantsOutput>>({ path: '/api/v1/tenants', scope, tables: ['tenant'] })
