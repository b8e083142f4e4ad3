import { systemClock } from '#lib/core/clock.ts'
import { config, required } from '#lib/infra/config/index.ts'
import { createRuntime, installRuntime } from '#lib/infra/context/runtime.ts'
import { openDatabase } from '#lib/infra/db/index.ts'
import { configuredOutgoing } from '#lib/infra/http/configured-outgoing.ts'
import { ownAddresses } from '#lib/infra/http/own-addresses.ts'
import { createWebhookSender } from '#lib/infra/http/webhook.ts'
import { bucketOf } from '#lib/infra/s3/bucket-of.ts'
import { createMailer, mailServerAddresses, noMailer } from '#lib/infra/mail/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { startMetricsServer } from '#lib/infra/telemetry/metrics-server.ts'
import { createMetrics, metricsToken, metricsTokens } from '#lib/infra/telemetry/metrics.ts'
import { createCollector } from '#lib/modules/health/index.ts'
import { startJobs } from './jobs/start-jobs.ts'

/* The jobs process: what is decided elsewhere is done here: incidents, pages, escalations, mails, upkeep. */

/** One mail takes at most so long, so that a server that hangs leaves time for another way within a minute. */
const MAIL_MS = 8000
/** Jobs in hand have so long to end when the process stops. */
const PATIENCE_MS = 7000

const settings = config()
const secret = required('BAILIWICK_SECRET')
const secondSecret = settings.BAILIWICK_SECRET_PREVIOUS
const jobsUrl = required('DB_URL_JOBS')
const log = createLogger('jobs', settings.LOG_LEVEL)
const { registry } = createMetrics()
const database = openDatabase(
  { auth: required('DB_URL_AUTH'), tenant: required('DB_URL_TENANT'), staff: required('DB_URL_STAFF') },
  'jobs',
  { max: 10 },
)
const own = createRuntime({ secret, secondSecret, database, log, publicUrl: settings.PUBLIC_URL })
installRuntime(own)

const mailer =
  settings.SMTP_URL === undefined
    ? noMailer()
    : createMailer({ url: settings.SMTP_URL, from: settings.MAIL_FROM, totalMs: MAIL_MS, silenceMs: MAIL_MS })
const outgoing = configuredOutgoing(settings, log)
const collector = createCollector({
  stateDirectory: settings.BAILIWICK_STATE_DIR ?? '.',
  databaseUrl: jobsUrl,
  log,
})
const jobs = startJobs({
  jobsUrl,
  redisUrl: settings.REDIS_URL,
  own,
  senders: { mailer, webhooks: createWebhookSender(outgoing, systemClock), clock: systemClock },
  anchors: {
    outgoing,
    bucket: bucketOf(settings),
    stateDirectory: settings.BAILIWICK_STATE_DIR ?? '.',
    everyMinutes: settings.AUDIT_ANCHOR_MINUTES,
    ownAddresses,
    mailServer: async () => await mailServerAddresses(settings.SMTP_URL),
  },
  watcher: { secret, url: settings.WATCHER_URL },
  canaries: {
    webUrl: settings.WEB_URL,
    engineUrl: settings.ENGINE_URL,
    metricsToken: metricsToken(secret),
  },
  registry,
  sweepSeconds: settings.SWEEP_SECONDS,
  leaseSeconds: settings.LEASE_SECONDS,
})
const pages = await startMetricsServer({
  // On loopback, whatever HOST says: only the engine and the supervisor of this machine ask.
  port: settings.JOBS_PORT,
  token: metricsTokens(secret, secondSecret),
  healthy: () => jobs.isHealthy(),
  pages: {
    '/metrics': async () => await registry.metrics(),
    '/metrics/host': async () => await collector.hostPage(),
    '/metrics/postgres': async () => await collector.postgresPage(),
  },
})
log.info({ port: pages.port }, 'the jobs process works')

let stopping: Promise<void> | undefined
const stop = (): void => {
  stopping ??= (async () => {
    await pages.close()
    await jobs.close(PATIENCE_MS)
    mailer.close()
    await collector.close()
    await database.close()
    log.info('the jobs process has stopped')
  })()
  stopping.then(
    () => process.exit(0),
    (error: unknown) => {
      log.error({ err: error }, 'the jobs process did not stop cleanly')
      process.exit(1)
    },
  )
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
