import { systemClock } from '#lib/core/clock.ts'
import { config, required } from '#lib/infra/config/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { startWatcher } from './watcher/start-watcher.ts'

// The watcher of the watcher: a small process without the database, which tells people when the heartbeat that goes
// ingest → rule → outbox → jobs stops to arrive. It may run on another machine with the same BAILIWICK_SECRET.
const settings = config()
const log = createLogger('watcher', settings.LOG_LEVEL)
const watcher = await startWatcher({
  host: settings.HOST,
  port: settings.WATCHER_PORT,
  secret: required('BAILIWICK_SECRET'),
  secondSecret: settings.BAILIWICK_SECRET_PREVIOUS,
  stateDirectory: required('BAILIWICK_STATE_DIR'),
  timeoutSeconds: settings.WATCHER_TIMEOUT_SECONDS,
  webhookUrl: settings.WATCHER_WEBHOOK_URL,
  publicUrl: settings.PUBLIC_URL,
  clock: systemClock,
  log,
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    watcher.close().then(
      () => process.exit(0),
      () => process.exit(1),
    )
  })
}
