import { defineRoute } from '#app/api/route-kit.ts'
import { listAccessReview } from '#lib/modules/reviews/index.ts'
import { listAccessReviewInput, listAccessReviewOutput } from '#lib/modules/reviews/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the roles that members hold, with their last use and their last review.',
  permission: 'access:review-read',
  query: listAccessReviewInput,
  response: listAccessReviewOutput,
  handler: async (ctx, { query }) => await listAccessReview(ctx, query),
})
