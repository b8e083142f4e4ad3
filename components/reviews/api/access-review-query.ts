import { infiniteQueryOptions } from '@tanstack/react-query'
import { apiGet, apiPath } from '#components/shell/api-client.ts'
import type { ListAccessReviewOutput } from '#lib/modules/reviews/schemas.ts'
import type { ReviewShow } from '../review-words.ts'

const PATH = '/api/v1/access/review'

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
