import { defineRoute } from '#app/api/route-kit.ts'
import { listReviewDecisions } from '#lib/modules/reviews/index.ts'
import { listReviewDecisionsInput, listReviewDecisionsOutput } from '#lib/modules/reviews/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists what was decided about roles, newest first.',
  permission: 'access:review-read',
  query: listReviewDecisionsInput,
  response: listReviewDecisionsOutput,
  handler: async (ctx, { query }) => await listReviewDecisions(ctx, query),
})
