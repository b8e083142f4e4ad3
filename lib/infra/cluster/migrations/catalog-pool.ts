import { Pool } from 'pg'
import { isRecord } from '#lib/core/unsafe.ts'

/** Postgres' internal one-letter type `"char"` and the type `text`, as numbered in `pg_type`. */
const CHAR = 18
const TEXT = 25

const itemsOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [value])

function callCharactersText(answer: unknown): void {
  for (const result of itemsOf(answer)) {
    if (!isRecord(result)) continue
    for (const field of itemsOf(result['fields'])) {
      if (isRecord(field) && field['dataTypeID'] === CHAR) field['dataTypeID'] = TEXT
    }
  }
}

/**
 * A pool with one connection for the schema engine. The engine reads catalog columns of the type `"char"`, which the
 * adapter does not know and refuses; as text they pass, and engine.ts then calls them what the engine expects. One
 * connection, because the engine's advisory lock belongs to a session.
 */
export function openCatalogPool(url: string): Pool {
  const pool = new Pool({
    connectionString: url,
    max: 1,
    idleTimeoutMillis: 0,
    application_name: 'migrate',
  })
  pool.on('error', () => undefined) // a cut connection also fails the query that waits for it
  const query = pool.query.bind(pool)
  Object.defineProperty(pool, 'query', {
    value: async (...parameters: unknown[]): Promise<unknown> => {
      const answer: unknown = await Reflect.apply(query, pool, parameters)
      callCharactersText(answer)
      return answer
    },
  })
  return pool
}
