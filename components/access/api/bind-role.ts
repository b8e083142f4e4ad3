import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { BindingView, BindRoleInput } from '#lib/modules/access/schemas.ts'

/** Gives a member of the scope a further role in it; needs a fresh second factor. */
export const bindRole = (scope: string) =>
  writeEndpoint<BindingView, BindRoleInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/bindings',
    tables: ['role_binding', 'member', 'audit_entry'],
  })
