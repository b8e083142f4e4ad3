import { defineRoute } from '#app/api/route-kit.ts'
import { removeScrapeTarget } from '#lib/modules/access/index.ts'
import { scrapeTargetRef, scrapeTargetView } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Removes an address that is scraped.',
  permission: 'source:create',
  params: scrapeTargetRef,
  response: scrapeTargetView,
  handler: async (ctx, { params }) => await removeScrapeTarget(ctx, params),
})
