import { MutationCache, QueryCache, QueryClient } from '@tanstack/react-query'
import { isPassing, type ApiProblem } from './api-problem.ts'
import { isTouched } from './live-state.ts'

/** Fresh for half a minute: what the server has just rendered is not asked for again; events bring changes sooner. */
const FRESH_MS = 30_000

/** Whether a query that failed `failures` times is asked again by itself. */
export const shouldRetry = (failures: number, problem: ApiProblem): boolean =>
  failures < 2 && isPassing(problem)

/**
 * Makes the cache of one page or of one request. A mutation that succeeded refreshes the queries that share a table
 * with it, before its own callbacks run. `onSignedOut` is called when the server no longer knows the session,
 * `onShutOut` when the tenant in view was suspended.
 */
export function makeQueryClient(
  onSignedOut: () => void = () => {},
  onShutOut: () => void = () => {},
): QueryClient {
  const onError = (problem: ApiProblem) => {
    if (problem.code === 'unauthenticated') onSignedOut()
    if (problem.code === 'suspended') onShutOut()
  }
  const client: QueryClient = new QueryClient({
    queryCache: new QueryCache({ onError }),
    mutationCache: new MutationCache({
      onError,
      onSuccess: async (_data, _input, _early, { meta }) => {
        const written = new Set(meta?.tables)
        await client.invalidateQueries({ predicate: (query) => isTouched(query.meta?.tables, written) })
      },
    }),
    defaultOptions: {
      queries: { staleTime: FRESH_MS, retry: shouldRetry },
      mutations: { retry: false },
    },
  })
  return client
}
