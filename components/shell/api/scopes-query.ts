import { infiniteQueryOptions, keepPreviousData, queryOptions } from '@tanstack/react-query'
import { apiGet, apiPath } from '#components/shell/api-client.ts'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { TableName } from '#components/shell/tables.ts'
import type { ListScopesOutput } from '#lib/modules/tenancy/schemas.ts'

const PATH = '/api/v1/scopes'
const TABLES: readonly TableName[] = ['platform', 'tenant']
/** Scopes of one answer, and the most that one question may name. */
const PAGE = 100

/** The scopes of a list of parameters that lie at or below another one. */
export const namedScopesQuery = (scope: string, params: readonly string[]) =>
  readEndpoint<ListScopesOutput>({
    path: PATH,
    scope,
    query: { named: params.toSorted().join(',') },
    tables: TABLES,
  })

/** The same for more than one question may name; while others are asked for, those of before stay. */
export const manyNamedScopesQuery = (scope: string, params: readonly string[]) => {
  const named = params.toSorted()
  return queryOptions({
    queryKey: [PATH, scope, 'named', named] as const,
    queryFn: async ({ signal }) => {
      const questions = Array.from({ length: Math.ceil(named.length / PAGE) }, (_, n) =>
        named.slice(n * PAGE, (n + 1) * PAGE).join(','),
      )
      const answers = await Promise.all(
        questions.map(
          async (some) => await apiGet<ListScopesOutput>(apiPath(PATH, { scope, named: some }), signal),
        ),
      )
      return answers.flatMap(({ scopes }) => scopes)
    },
    enabled: named.length > 0,
    placeholderData: keepPreviousData,
    meta: { tables: TABLES },
  })
}

/** Where to go on in one of the widest scopes; from its beginning without a place. */
interface Rest {
  readonly scope: string
  readonly after?: string
}

/** The scopes at and below some others whose names have every word of a text, a page of each at a time. */
export const foundScopesQuery = (roots: readonly string[], text: string) =>
  infiniteQueryOptions({
    queryKey: [PATH, roots, 'pages', text] as const,
    queryFn: async ({ pageParam, signal }) => {
      const answers = await Promise.all(
        pageParam.map(async ({ scope, after }) => {
          const path = apiPath(PATH, { scope, text, after, limit: PAGE })
          return { scope, ...(await apiGet<ListScopesOutput>(path, signal)) }
        }),
      )
      return {
        scopes: answers.flatMap(({ scopes }) => scopes),
        rest: answers.flatMap(({ scope, next }): Rest[] => (next === null ? [] : [{ scope, after: next }])),
      }
    },
    initialPageParam: roots.map((scope): Rest => ({ scope })),
    getNextPageParam: ({ rest }) => (rest.length === 0 ? undefined : rest),
    meta: { tables: TABLES },
  })
