import { defineRoute } from '#app/api/route-kit.ts'
import { removeReviewed } from '#lib/modules/reviews/index.ts'
import { removeReviewedInput, reviewDecision } from '#lib/modules/reviews/schemas.ts'

export const POST = defineRoute({
  summary: 'Takes a role from somebody else as the outcome of a review.',
  permission: 'access:review',
  body: removeReviewedInput,
  response: reviewDecision.omit({ id: true }),
  handler: async (ctx, { body }) => await removeReviewed(ctx, body),
})
