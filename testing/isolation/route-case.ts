import type { OwnedIds, OwnedSet } from './owned-set.ts'

/** An id of somebody else in a query or a body. Ids in paths need no entry: their parameters are named after the kinds. */
export interface Borrowed {
  readonly in: 'query' | 'body'
  /** Name of the field. */
  readonly field: string
  readonly kind: keyof OwnedIds
  /** What a field that is no plain id looks like around the id. */
  readonly around?: (id: string) => unknown
  /** Statuses for whoever holds the permission; 404 unless the field only narrows a list or is judged by itself. */
  readonly statuses?: readonly number[]
}

type Body = Readonly<Record<string, unknown>>

/** How one route is asked. */
export interface RouteCase {
  /** A body that is valid but for the ids that are borrowed; where needed by the scope parameter of the request. */
  readonly body?: Body | ((scope: string) => Body)
  readonly query?: Readonly<Record<string, string>> | ((victim: OwnedSet) => Record<string, string>)
  readonly borrowed?: readonly Borrowed[]
  /** The object belongs to a member, so that only this member may name it. */
  readonly isPersonal?: boolean
  /** Statuses of a foreign id in the path; 403 is always possible. */
  readonly statuses?: readonly number[]
  /** Why nobody's id can be named here: routes for people who did not sign in. */
  readonly reason?: string
}
