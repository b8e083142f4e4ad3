export { confirmBindings } from './confirm-bindings.ts'
export { listAccessReview } from './list-access-review.ts'
export { listReviewDecisions } from './list-review-decisions.ts'
export { removeReviewed } from './remove-reviewed.ts'
