import { isRecord } from '#lib/core/unsafe.ts'

/** A query that the member ran. */
export interface PastQuery {
  readonly expression: string
  /** The `scope` parameter it ran in. */
  readonly scope: string
  /** When, ISO 8601 in UTC. */
  readonly at: string
}

/** Where a browser keeps the queries of a member: under their address, so that two who share one see their own alone. */
export const historyKey = (email: string): string => `bailiwick-queries:${email}`

/** How many are kept; the oldest go first. */
const KEPT = 50

/** Reads what a browser kept; whatever is no query of ours is left out. */
export function readHistory(text: string | null): readonly PastQuery[] {
  if (text === null) return []
  let found: unknown
  try {
    found = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return []
    throw error
  }
  if (!Array.isArray(found)) return []
  return found
    .flatMap((one: unknown) => {
      if (!isRecord(one)) return []
      const { expression, scope, at } = one
      const isWhole = typeof expression === 'string' && typeof scope === 'string' && typeof at === 'string'
      return isWhole && !Number.isNaN(Date.parse(at)) ? [{ expression, scope, at }] : []
    })
    .slice(0, KEPT)
}

/** The history after some queries ran, the newest first; one that was there moves to the front. */
export function addToHistory(history: readonly PastQuery[], ran: readonly PastQuery[]): readonly PastQuery[] {
  const isSame = (a: PastQuery, b: PastQuery): boolean => a.expression === b.expression && a.scope === b.scope
  const fresh = ran.filter(({ expression }) => expression.trim() !== '')
  return [...fresh, ...history.filter((old) => !fresh.some((one) => isSame(one, old)))].slice(0, KEPT)
}
