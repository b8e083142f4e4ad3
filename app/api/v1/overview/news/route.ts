import { defineRoute } from '#app/api/route-kit.ts'
import { readNews } from '#lib/modules/dashboards/index.ts'
import { newsOutput } from '#lib/modules/dashboards/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows what changed in scope in the last seven days, and what is about to be wrong.',
  permission: 'service:read',
  response: newsOutput,
  handler: async (ctx) => await readNews(ctx),
})
