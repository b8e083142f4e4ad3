import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { News } from '#lib/modules/dashboards/schemas.ts'

/** What changed in scope, and what is about to be wrong. */
export const newsQuery = (scope: string) =>
  readEndpoint<News>({
    path: '/api/v1/overview/news',
    scope,
    tables: [
      'alert',
      'api_key',
      'audit_entry',
      'identity_provider',
      'incident',
      'role_binding',
      'rule',
      'service',
      'source',
      'tenant_service_state',
    ],
  })
