/** How many different texts are counted before counting begins anew. */
const COUNTED = 5000
/** Longer texts are lists of values: they seldom come again, and their plans are large. */
const MAX_LENGTH = 8000

/** Which queries become prepared statements. */
export interface StatementLimits {
  /** A text is named when it is asked for the so manieth time: what is asked once is not worth a plan that stays. */
  readonly from?: number
  /** At most so many texts are named; each keeps its plan on every connection, some tens of kB. */
  readonly atMost?: number
}

/**
 * Names for the texts that are asked again and again, so that Postgres parses and plans them once per connection; the
 * empty string for the others. A policy is planned with the query it guards: without this, most of the time of a small
 * guarded query goes into planning it anew. The names are good for the connections of one pool.
 */
export function statementNames({ from = 5, atMost = 200 }: StatementLimits = {}): (query: {
  readonly sql: string
}) => string {
  const counts = new Map<string, number>()
  const names = new Map<string, string>()
  return ({ sql }) => {
    const name = names.get(sql)
    if (name !== undefined) return name
    if (sql.length > MAX_LENGTH || names.size >= atMost) return ''
    if (counts.size >= COUNTED) counts.clear()
    const count = (counts.get(sql) ?? 0) + 1
    counts.set(sql, count)
    if (count < from) return ''
    counts.delete(sql)
    const fresh = `hot_${names.size + 1}`
    names.set(sql, fresh)
    return fresh
  }
}
