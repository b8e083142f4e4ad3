import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ScrapeTargetView, ScrapeTargetRef } from '#lib/modules/access/schemas.ts'

/** Stops asking an address for metrics. */
export const removeScrapeTarget = (scope: string) =>
  writeEndpoint<ScrapeTargetView, ScrapeTargetRef>({
    method: 'DELETE',
    scope,
    path: ({ targetId }) => `/api/v1/scrape-targets/${targetId}`,
    body: () => ({}),
    tables: ['scrape_target', 'audit_entry'],
  })
