import { Gauge, Histogram, type Registry } from 'prom-client'
import type { Clock } from '#lib/core/clock.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { listen, newId, openPool } from '#lib/infra/db/index.ts'
import type { SqlPool } from '#lib/infra/jobs/sql-pool.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { RuleOwner } from './domain/rule.ts'
import {
  isPermanentError,
  loadAlerts,
  loadRules,
  loadTenants,
  NotLeadingError,
  persistTransitions,
} from './engine-repository.ts'
import type { Tenants } from './evaluated-rule.ts'
import { RuleEvaluator, type Query } from './rule-evaluator.ts'
import { systemScheduler } from './scheduler.ts'
import { TransitionWriter } from './transition-writer.ts'

/** What the rules of an engine process need. */
export interface RuleEngineOptions {
  /** Address of the database as the role `engine`. */
  readonly databaseUrl: string
  readonly query: Query
  readonly clock: Clock
  readonly registry: Registry
  readonly log: Logger
}

/** The rules of an engine process. */
export interface RuleEngine {
  /** Samples of these metrics have just become visible. */
  onSamples(metricNames: ReadonlySet<string>, owner: RuleOwner): void
  /** This engine leads, as the holder of `epoch`, or does not lead any more. */
  onLeadership(isLeader: boolean, epoch: number): void
  /** Writes what waits (at most five seconds) and closes its connections. */
  stop(): Promise<void>
}

const STOP_MS = 5000
/** A tenant that is not known is looked for at most this often. */
const REFRESH_MS = 1000

class TenantNames implements Tenants {
  readonly #pool: SqlPool
  #byName = new Map<string, string>()
  #readAt = Number.NEGATIVE_INFINITY

  constructor(pool: SqlPool) {
    this.#pool = pool
  }

  resolve(platformId: string, named: string): string | undefined {
    return this.#byName.get(`${platformId}/${named}`)
  }

  async refresh(): Promise<void> {
    if (performance.now() - this.#readAt < REFRESH_MS) return
    const rows = await loadTenants(this.#pool)
    this.#byName = new Map(
      rows.flatMap(({ id, name, platformId }) => [
        [`${platformId}/${name}`, id],
        [`${platformId}/${id}`, id],
      ]),
    )
    this.#readAt = performance.now()
  }
}

/** Evaluates the rules of all scopes in an engine process: reads them from the database, writes what moves into it. */
export function createRuleEngine(options: RuleEngineOptions): RuleEngine {
  const { databaseUrl, clock, log, query } = options
  const pool = openPool(databaseUrl, 'rules', 3)
  let epoch = -1
  const writer = new TransitionWriter({
    async persist(transitions, beats) {
      await persistTransitions(pool, epoch, { transitions, beats }).catch((error: unknown) => {
        if (!(error instanceof NotLeadingError)) throw error
        log.warn('another engine leads: what this one evaluated last is dropped')
        writer.drop()
      })
    },
    isPermanent: isPermanentError,
    log,
    scheduler: systemScheduler,
  })
  const seconds = evaluationSeconds(options.registry)
  const tenants = new TenantNames(pool)
  const evaluator = new RuleEvaluator({
    loadRules: async () => {
      await tenants.refresh()
      return await loadRules(pool)
    },
    loadAlerts: async () => await loadAlerts(pool),
    query,
    tenants,
    writer,
    clock,
    scheduler: systemScheduler,
    newId,
    log,
    onEvaluated: (_rule, took, failed) => seconds.observe({ outcome: failed ? 'failed' : 'ok' }, took),
  })
  registerGauges(options.registry, evaluator, writer)
  const listener = listen({
    url: databaseUrl,
    channels: ['live'],
    onNotification: (_channel, payload) => {
      if (isAboutRules(payload)) evaluator.reload()
    },
    onConnected: () => evaluator.reload(),
  })
  return {
    onSamples: (metricNames, owner) => evaluator.onSamples(metricNames, owner),
    onLeadership(isLeader, ofEpoch) {
      epoch = isLeader ? ofEpoch : -1
      evaluator.onLeadership(isLeader)
    },
    async stop() {
      evaluator.stop()
      await listener.close()
      await writer.stop(STOP_MS)
      await pool.end()
    },
  }
}

const evaluationSeconds = (registry: Registry): Histogram<'outcome'> =>
  new Histogram({
    name: 'bailiwick_rules_evaluation_seconds',
    help: 'How long one evaluation of one rule took.',
    labelNames: ['outcome'] as const,
    buckets: [0.0005, 0.001, 0.0025, 0.005, 0.01, 0.05, 0.25, 1],
    registers: [registry],
  })

function isAboutRules(payload: string): boolean {
  if (!payload.includes('rule') && !payload.includes('suspension') && !payload.includes('tenant'))
    return false
  try {
    const event: unknown = JSON.parse(payload)
    return isRecord(event) && (event['table'] === 'rule' || event['table'] === 'suspension')
  } catch {
    return false
  }
}

function registerGauges(registry: Registry, evaluator: RuleEvaluator, writer: TransitionWriter): void {
  const gauge = (name: string, help: string, read: () => number): Gauge =>
    new Gauge({
      name,
      help,
      registers: [registry],
      collect() {
        this.set(read())
      },
    })
  gauge('bailiwick_rules_evaluated_rules', 'Rules that this engine evaluates.', () => evaluator.size)
  gauge(
    'bailiwick_rules_waiting_transitions',
    'Alert transitions that wait for the database.',
    () => writer.backlog,
  )
  gauge(
    'bailiwick_rules_lost_transitions',
    'Alert transitions that could never be written, since the start.',
    () => writer.lost,
  )
}
