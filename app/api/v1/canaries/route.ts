import { defineRoute } from '#app/api/route-kit.ts'
import { listCanaries } from '#lib/modules/canaries/index.ts'
import { listCanariesOutput } from '#lib/modules/canaries/schemas.ts'

export const GET = defineRoute({
  summary:
    'Lists every place that shows data, with when it was last searched for canaries and what came of it.',
  permission: 'canary:read',
  response: listCanariesOutput,
  handler: async (ctx) => await listCanaries(ctx),
})
