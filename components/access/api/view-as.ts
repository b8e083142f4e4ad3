import { readEndpoint, writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ReadViewAsOutput, StartViewAsInput, Touched, ViewAsView } from '#lib/modules/access/schemas.ts'

/** As which tenant this session looks; about the session alone, whatever the scope in view. */
export const viewAsQuery = () =>
  readEndpoint<ReadViewAsOutput>({ path: '/api/v1/view-as', tables: ['view_as'] })

/** Begins to look as a tenant; `scope` lies above it. */
export const startViewAs = (scope: string) =>
  writeEndpoint<ViewAsView, StartViewAsInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/view-as',
    tables: ['view_as', 'audit_entry'],
  })

/** Leaves the view of this session; `scope` lies above the tenant. */
export const endViewAs = (scope: string) =>
  writeEndpoint<Touched, Readonly<Record<string, never>>>({
    method: 'DELETE',
    scope,
    path: () => '/api/v1/view-as',
    tables: ['view_as', 'audit_entry'],
  })
