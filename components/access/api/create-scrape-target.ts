import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ScrapeTargetView, CreateScrapeTargetInput } from '#lib/modules/access/schemas.ts'

/** Has the engine ask an address for metrics. */
export const createScrapeTarget = (scope: string) =>
  writeEndpoint<ScrapeTargetView, CreateScrapeTargetInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/scrape-targets',
    tables: ['scrape_target', 'audit_entry'],
  })
