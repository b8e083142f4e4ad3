import pg from 'pg'

/** A plain pool for processes that speak SQL of their own as `engine`, `jobs` or `backup`. */
export function openPool(url: string, name: string, max = 5): pg.Pool {
  const pool = new pg.Pool({
    connectionString: url,
    application_name: name,
    max,
    connectionTimeoutMillis: 5000,
    keepAlive: true,
  })
  // An idle connection was cut (the server restarted): the pool makes a new one.
  pool.on('error', () => undefined)
  return pool
}
