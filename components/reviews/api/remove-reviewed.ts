import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { RemoveReviewedInput, ReviewDecision } from '#lib/modules/reviews/schemas.ts'

/** Takes a role from somebody else as the outcome of a review; needs a fresh second factor. */
export const removeReviewed = (scope: string) =>
  writeEndpoint<Omit<ReviewDecision, 'id'>, RemoveReviewedInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/access/review/remove',
    tables: ['role_binding', 'access_review', 'member', 'audit_entry'],
  })
