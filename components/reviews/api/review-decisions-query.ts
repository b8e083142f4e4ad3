import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListReviewDecisionsOutput } from '#lib/modules/reviews/schemas.ts'

/** What was decided about roles of a scope, newest first. */
export const reviewDecisionsQuery = (scope: string) =>
  readEndpoint<ListReviewDecisionsOutput>({
    path: '/api/v1/access/review/decisions',
    scope,
    tables: ['access_review'],
  })
