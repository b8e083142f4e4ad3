import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listScopesOutput } from '#lib/modules/tenancy/schemas.ts'

/** The scopes at and below one, widest first. */
export const scopesQuery = (scope: string) =>
  readEndpoint<z.infer<typeof listScopesOutput>>({
    path: '/api/v1/scopes',
    scope,
    tables: ['platform', 'tenant'],
  })
