import { metricsTokens } from '#lib/infra/telemetry/metrics.ts'
import { Keeper, type KeeperOptions } from './keeper.ts'
import { startWatcherServer } from './server.ts'

/** What the watcher needs to know. */
export interface WatcherOptions extends KeeperOptions {
  readonly host: string
  readonly port: number
}

/** A watcher that runs. */
export interface RunningWatcher {
  readonly port: number
  close(): Promise<void>
}

/** How often it looks at the clock, milliseconds. */
const LOOK_MS = 1000

/** Starts the watcher: its server, and its looks at the clock. Rejects when the port is taken. */
export async function startWatcher(options: WatcherOptions): Promise<RunningWatcher> {
  const { host, port, secret, timeoutSeconds } = options
  const keeper = new Keeper(options)
  const server = await startWatcherServer({
    host,
    port,
    token: metricsTokens(secret, options.secondSecret),
    pages: keeper,
  })
  const timer = setInterval(() => keeper.look(), Math.min(LOOK_MS, timeoutSeconds * 250))
  keeper.begin(server.port)
  return {
    port: server.port,
    async close() {
      clearInterval(timer)
      await server.close()
      keeper.end()
    },
  }
}
