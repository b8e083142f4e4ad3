import type pg from 'pg'
import { LoginPool } from './login-pool.ts'

/**
 * A plain pool for processes that speak SQL of their own as `engine`, `jobs` or `backup`. With `queryMs` a query that takes
 * longer is an error and its connection is replaced: one whose answer was lost would otherwise be waited for for ever.
 */
export function openPool(url: string, name: string, max = 5, queryMs?: number): pg.Pool {
  const pool = new LoginPool({
    connectionString: url,
    application_name: name,
    max,
    query_timeout: queryMs,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  outliveCuts(pool)
  return pool
}

/**
 * Lets a process outlive its database: a connection that is cut tells every query that waits on it, and says so once more
 * as an event, which ends the process when nobody hears it. The pool hears it for idle connections only.
 */
export function outliveCuts(pool: pg.Pool): void {
  const heard = (): void => undefined
  pool.on('error', heard)
  pool.on('connect', (client) => client.on('error', heard))
}
