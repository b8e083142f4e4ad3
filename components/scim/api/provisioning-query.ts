import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ProvisioningOutput } from '#lib/modules/scim/schemas.ts'

/** What identity providers keep in step in a scope. */
export const provisioningQuery = (scope: string) =>
  readEndpoint<ProvisioningOutput>({
    path: '/api/v1/provisioning',
    scope,
    tables: ['scim_token', 'scim_group', 'scim_user', 'role_binding'],
  })
