import pg from 'pg'
import { isWrongPassword, otherLogins } from './login-pool.ts'

/** One open subscription to a Postgres notification channel. */
export interface Listener {
  /** True while the connection is up; a caller that sees false must not trust silence. */
  isConnected(): boolean
  /** Ends the subscription. */
  close(): Promise<void>
}

/** What a listener needs; all functions are called outside of any transaction. */
export interface ListenOptions {
  readonly url: string
  readonly channels: readonly string[]
  readonly onNotification: (channel: string, payload: string) => void
  /** Called after each (re)connection: whatever was notified in between was missed, so look at the tables. */
  readonly onConnected: () => void
  /** Milliseconds between a loss and the next attempt. */
  readonly retryMs?: number
}

/** How often a live connection is asked to answer: a half-open one would stay silent for ever. */
const PING_MS = 10_000

/** Subscribes to channels and stays subscribed: reconnects by itself, and pings so that a dead connection is noticed. */
export function listen(options: ListenOptions): Listener {
  let client: pg.Client | undefined
  let connected = false
  let closed = false
  let timer: NodeJS.Timeout | undefined

  const lost = (which: pg.Client): void => {
    if (client !== which) return
    client = undefined
    connected = false
    which.end().catch(() => undefined)
    if (!closed) timer = setTimeout(connect, options.retryMs ?? 1000)
  }
  const ping = (which: pg.Client): void => {
    if (client !== which || closed) return
    const late = setTimeout(() => lost(which), PING_MS)
    which.query('select 1').then(
      () => {
        clearTimeout(late)
        timer = setTimeout(() => ping(which), PING_MS)
      },
      () => {
        clearTimeout(late)
        lost(which)
      },
    )
  }
  let { url } = options
  const connect = (): void => {
    const next = new pg.Client({
      connectionString: url,
      application_name: 'listen',
      keepAlive: true,
      connectionTimeoutMillis: 5000,
    })
    client = next
    next.on('error', () => lost(next))
    next.on('end', () => lost(next))
    next.on('notification', (message) => options.onNotification(message.channel, message.payload ?? ''))
    const subscribe = async (): Promise<void> => {
      await next.connect()
      for (const channel of options.channels) await next.query(`listen ${next.escapeIdentifier(channel)}`)
      connected = true
      options.onConnected()
      timer = setTimeout(() => ping(next), PING_MS)
    }
    subscribe().catch((error: unknown) => {
      if (isWrongPassword(error)) url = otherLogins(url)[0] ?? url
      lost(next)
    })
  }
  connect()
  return {
    isConnected: () => connected,
    async close() {
      closed = true
      clearTimeout(timer)
      await client?.end().catch(() => undefined)
    },
  }
}
