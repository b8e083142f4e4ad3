import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ReadAccessTableOutput } from '#lib/modules/access/schemas.ts'

/** Who may do what, and what the reader may do in the scope. */
export const accessTableQuery = (scope: string) =>
  readEndpoint<ReadAccessTableOutput>({ path: '/api/v1/access/table', scope, tables: ['role_binding'] })
