import { Client, DatabaseError } from 'pg'

/** Runs `work` over one connection to `url`, which is closed afterwards in any case. */
export async function withClient<T>(url: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url, application_name: 'bailiwick-setup' })
  client.on('error', () => undefined) // a cut connection also fails the query that waits for it
  try {
    await client.connect()
    return await work(client)
  } finally {
    await client.end().catch(() => undefined)
  }
}

/** The SQLSTATE of a database error, e.g. `42501` for a missing permission. */
export const sqlState = (error: unknown): string | undefined =>
  error instanceof DatabaseError ? error.code : undefined
