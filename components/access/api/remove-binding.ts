import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { BindingView, RemoveBindingInput } from '#lib/modules/access/schemas.ts'

/** Takes a role in a scope from a member. */
export const removeBinding = (scope: string) =>
  writeEndpoint<BindingView, RemoveBindingInput>({
    method: 'DELETE',
    scope,
    path: ({ bindingId }) => `/api/v1/bindings/${bindingId}`,
    body: () => ({}),
    tables: ['role_binding', 'member', 'audit_entry'],
  })
