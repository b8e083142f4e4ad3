import { mutationOptions, queryOptions } from '@tanstack/react-query'
import { apiGet, apiPath, apiSend, type Query, type SendOptions } from './api-client.ts'
import type { TableName } from './tables.ts'

type ApiPath = `/api/${string}`

/** A route that is read. */
export interface ReadRoute {
  readonly path: ApiPath
  /** The scope in view; absent for routes about the member alone. */
  readonly scope?: string
  readonly query?: Query
  /** Tables the answer is made of; without any it is refreshed by age alone. */
  readonly tables?: readonly TableName[]
}

/** The query of a route: `T` is inferred from the response schema of that route. Its key is path, scope and query. */
export const readEndpoint = <T>({ path, scope, query = {}, tables = [] }: ReadRoute) =>
  queryOptions({
    queryKey: [path, scope ?? null, query] as const,
    queryFn: async ({ signal }) => await apiGet<T>(apiPath(path, { scope, ...query }), signal),
    meta: { tables },
  })

/** A route that is written to. */
export interface WriteRoute<Input> extends SendOptions {
  readonly method: 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  readonly scope?: string
  /** The path, which may hold an id of the input. */
  readonly path: (input: Input) => ApiPath
  /** The body; by default the input as it is. */
  readonly body?: (input: Input) => unknown
  readonly tables: readonly TableName[]
}

/**
 * The mutation of a route; once it has succeeded, the queries that share one of its tables are asked for again. `send` is the
 * request alone, for several of them in one mutation.
 */
export const writeEndpoint = <T, Input>({
  method,
  scope,
  path,
  body,
  tables,
  ...options
}: WriteRoute<Input>) => {
  const send = async (input: Input): Promise<T> => {
    const sent = body === undefined ? input : body(input)
    return await apiSend<T>(method, apiPath(path(input), { scope }), sent, options)
  }
  return { ...mutationOptions({ mutationFn: send, meta: { tables } }), send }
}
