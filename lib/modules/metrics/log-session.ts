import { openPool } from '#lib/infra/db/index.ts'

/** A statement with its parameters. */
export interface Statement {
  readonly text: string
  readonly values?: unknown[]
  /** Named statements are parsed once per session. */
  readonly name?: string
}

/** One session of the database that is never shared and never replaced: what it locks, it holds until it ends. */
export interface LogSession {
  /**
   * Runs one statement. Rejects with the database's error, which leaves the session as it was; or when the session ends or
   * the answer takes longer than the deadline, and then it is over.
   */
  query<Row extends object>(statement: Statement): Promise<readonly Row[]>
  /** Settles when the session is over, for whatever reason. */
  readonly ended: Promise<void>
  /** Ends the session at once. */
  destroy(): void
}

/** How a session is opened. */
export interface SessionOptions {
  readonly url: string
  /** Name by which the database's administrator sees it. */
  readonly name: string
  /** Milliseconds that a statement may take. */
  readonly deadlineMs: number
}

/**
 * Opens a session. The server is told to notice within seconds when this machine has gone silent, for it keeps our locks
 * until then.
 */
export async function openLogSession({ url, name, deadlineMs }: SessionOptions): Promise<LogSession> {
  const pool = openPool(url, name, 1)
  const client = await pool.connect().catch(async (error: unknown) => {
    await pool.end()
    throw error
  })
  const waiting = new Set<(reason: Error) => void>()
  let isOver = false
  let end: () => void = () => undefined
  const ended = new Promise<void>((resolve) => {
    end = resolve
  })
  const destroy = (): void => {
    if (isOver) return
    isOver = true
    client.release(true)
    pool.end().catch(() => undefined)
    for (const reject of waiting) reject(new Error('the session with the database has ended'))
    end()
  }
  client.on('error', destroy)
  client.on('end', destroy)
  const session: LogSession = {
    ended,
    destroy,
    async query<Row extends object>(statement: Statement) {
      return await new Promise<readonly Row[]>((resolve, reject) => {
        const timer = setTimeout(() => {
          settle(() => reject(new Error(`the database did not answer within ${deadlineMs} ms`)))
          destroy()
        }, deadlineMs)
        const onEnd = (reason: Error): void => settle(() => reject(reason))
        const settle = (answer: () => void): void => {
          clearTimeout(timer)
          waiting.delete(onEnd)
          answer()
        }
        waiting.add(onEnd)
        if (isOver) onEnd(new Error('the session with the database has ended'))
        client.query<Row>(statement).then(
          ({ rows }) => settle(() => resolve(rows)),
          (error: unknown) => settle(() => reject(error instanceof Error ? error : new Error(String(error)))),
        )
      })
    },
  }
  await session.query({
    text: `select set_config('synchronous_commit', 'on', false), set_config('statement_timeout', $1, false),
      set_config('tcp_keepalives_idle', '5', false), set_config('tcp_keepalives_interval', '2', false),
      set_config('tcp_keepalives_count', '3', false)`,
    values: [`${deadlineMs}ms`],
  })
  return session
}
