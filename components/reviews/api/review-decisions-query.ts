import { apiGet, apiPath } from '#components/shell/api-client.ts'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListReviewDecisionsOutput, ReviewDecision } from '#lib/modules/reviews/schemas.ts'
import { everyRow } from './every-row.ts'

const PATH = '/api/v1/access/review/decisions'
/** Most decisions that one request may ask for. */
const MOST = 500

/** What was decided about roles of a scope, newest first. */
export const reviewDecisionsQuery = (scope: string) =>
  readEndpoint<ListReviewDecisionsOutput>({
    path: PATH,
    scope,
    tables: ['access_review'],
  })

/** Every decision, also those that the page did not load; `seen` hears how many were read so far. */
export const everyDecision = async (
  scope: string,
  seen: (rows: number) => void,
): Promise<readonly ReviewDecision[]> =>
  await everyRow(async (after) => {
    const path = apiPath(PATH, { scope, after, limit: MOST })
    const { decisions, next } = await apiGet<ListReviewDecisionsOutput>(path)
    return { rows: decisions, next }
  }, seen)
