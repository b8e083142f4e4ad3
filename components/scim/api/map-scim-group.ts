import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { MapScimGroupInput, ScimGroupView } from '#lib/modules/scim/schemas.ts'

/** Says which role everybody in a group holds. Needs a fresh second factor. */
export const mapScimGroup = (scope: string) =>
  writeEndpoint<ScimGroupView, MapScimGroupInput>({
    method: 'PATCH',
    scope,
    path: ({ scimGroupId }) => `/api/v1/scim-groups/${scimGroupId}`,
    body: ({ role }) => ({ role }),
    tables: ['scim_group', 'scim_user', 'role_binding', 'member', 'audit_entry'],
  })
