import { defineRoute } from '#app/api/route-kit.ts'
import { createScrapeTarget, listScrapeTargets } from '#lib/modules/access/index.ts'
import {
  createScrapeTargetInput,
  listScrapeTargetsOutput,
  scrapeTargetView,
} from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the addresses that are scraped in scope.',
  permission: 'source:read',
  response: listScrapeTargetsOutput,
  handler: async (ctx) => await listScrapeTargets(ctx),
})

export const POST = defineRoute({
  summary: 'Adds an address that is scraped for the scope of the request.',
  permission: 'source:create',
  body: createScrapeTargetInput,
  response: scrapeTargetView,
  status: 201,
  handler: async (ctx, { body }) => await createScrapeTarget(ctx, body),
})
