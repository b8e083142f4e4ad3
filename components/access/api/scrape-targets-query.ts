import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListScrapeTargetsOutput } from '#lib/modules/access/schemas.ts'

/** The addresses that the engine asks for metrics in a scope. */
export const scrapeTargetsQuery = (scope: string) =>
  readEndpoint<ListScrapeTargetsOutput>({ path: '/api/v1/scrape-targets', scope, tables: ['scrape_target'] })
