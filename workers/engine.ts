import { systemClock } from '#lib/core/clock.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { config, reachableHost, required } from '#lib/infra/config/index.ts'
import { parseProxies } from '#lib/infra/config/trusted-proxies.ts'
import { openDatabase } from '#lib/infra/db/index.ts'
import { configuredOutgoing } from '#lib/infra/http/configured-outgoing.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createMetrics, metricsToken } from '#lib/infra/telemetry/metrics.ts'
import { createRuleEngine, type RuleEngine } from '#lib/modules/alerting/index.ts'
import { selfTargets } from '#lib/modules/health/domain/self-services.ts'
import { runEngine } from '#lib/modules/metrics/index.ts'

/* The engine process: takes samples, keeps them, scrapes, evaluates rules, answers PromQL. */

/** How long the evaluation of one rule may take, milliseconds. */
const RULE_MS = 5000

const settings = config()
const secret = required('BAILIWICK_SECRET')
const databaseUrl = required('DB_URL_ENGINE')
const clock = systemClock
const log = createLogger('engine', settings.LOG_LEVEL)
const { registry } = createMetrics()
const database = openDatabase({ auth: required('DB_URL_AUTH') }, 'engine')
const rules: RuleEngine[] = []
const local = (port: number): string => `http://${reachableHost(settings.HOST)}:${port}`

const running = await runEngine({
  databaseUrl,
  identify: { database, keyring: createKeyring(secret, settings.BAILIWICK_SECRET_PREVIOUS), clock },
  outgoing: configuredOutgoing(settings, log),
  registry,
  clock,
  log,
  rates: {
    ingest: settings.RATE_INGEST_PER_MINUTE,
    query: settings.RATE_QUERY_PER_MINUTE,
    status: settings.RATE_STATUS_PER_MINUTE,
  },
  host: settings.HOST,
  port: settings.ENGINE_PORT,
  retentionMs: settings.METRICS_RETENTION_HOURS * 3_600_000,
  metricsToken: metricsToken(secret),
  isTrustedProxy: parseProxies(settings.TRUSTED_PROXIES),
  selfTargets: selfTargets({
    web: local(settings.PORT),
    engine: local(settings.ENGINE_PORT),
    // It listens on loopback alone.
    jobs: `http://127.0.0.1:${settings.JOBS_PORT}`,
    watcher: settings.WATCHER_URL,
  }),
  selfIntervalMs: settings.SELF_SCRAPE_SECONDS * 1000,
  createRules(engine) {
    const created = createRuleEngine({
      databaseUrl,
      query: async (scope, expr, timeMs) =>
        (await engine.queryInstant(scope, expr, { timeMs, timeoutMs: RULE_MS })).data,
      clock,
      registry,
      log,
    })
    rules.push(created)
    return created
  },
})
log.info({ address: running.address }, 'the engine listens')

let stopping: Promise<void> | undefined
const stop = (): void => {
  stopping ??= (async () => {
    // Rules first: what they have seen is written while this engine still leads.
    for (const one of rules) await one.stop()
    await running.stop()
    await database.close()
    log.info('the engine has stopped')
  })()
  stopping.catch((error: unknown) => {
    log.error({ err: error }, 'the engine did not stop cleanly')
    process.exitCode = 1
  })
}
process.on('SIGTERM', stop)
process.on('SIGINT', stop)
