import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiGet, apiPath } from '#components/shell/api-client.ts'
import type { ListAccessReviewOutput, ReviewedBinding } from '#lib/modules/reviews/schemas.ts'
import type { ReviewShow } from '../review-words.ts'
import { everyRow } from './every-row.ts'

const PATH = '/api/v1/access/review'
/** Most roles that one request may ask for. */
const MOST = 500

/** The roles of a scope as they are reviewed, a page at a time. */
export const accessReviewQuery = (scope: string, show: ReviewShow) =>
  infiniteQueryOptions({
    queryKey: [PATH, scope, show] as const,
    queryFn: async ({ pageParam, signal }) =>
      await apiGet<ListAccessReviewOutput>(
        apiPath(PATH, { scope, show, after: pageParam === '' ? undefined : pageParam }),
        signal,
      ),
    initialPageParam: '',
    getNextPageParam: ({ next }) => next,
    meta: { tables: ['role_binding', 'access_review', 'member'] },
  })

/** Every role that is shown, also those that the page did not load; `seen` hears how many were read so far. */
export const everyReviewed = async (
  scope: string,
  show: ReviewShow,
  seen: (rows: number) => void,
): Promise<readonly ReviewedBinding[]> =>
  await everyRow(async (after) => {
    const path = apiPath(PATH, { scope, show, after, limit: MOST })
    const { bindings, next } = await apiGet<ListAccessReviewOutput>(path)
    return { rows: bindings, next }
  }, seen)
