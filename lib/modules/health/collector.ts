import { Counter, Gauge, Registry } from 'prom-client'
import { openPool } from '#lib/infra/db/index.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { Figure } from './domain/figure.ts'
import { hostFigures } from './domain/host-figures.ts'
import { postgresDown, postgresFigures, queueFigures } from './domain/postgres-figures.ts'
import { readDatabase } from './postgres-repository.ts'
import { readHost } from './read-host.ts'

/** What the collector looks at. */
export interface CollectorOptions {
  /** The directory whose file system is watched. */
  readonly stateDirectory: string
  /** Address of our database, as a role that may count rows of the outbox and of deliveries (`jobs`). */
  readonly databaseUrl: string
  readonly log: Logger
  /** Milliseconds that Postgres has for a connection, and again for its answers; 1.5 s unless said otherwise. */
  readonly limitMs?: number
}

/** The figures of things that have no process of ours, as pages in the Prometheus text format. */
export interface Collector {
  /** The machine. */
  hostPage(): Promise<string>
  /** Postgres and our queues in it; never fails, `bailiwick_postgres_up 0` says that it does not answer. */
  postgresPage(): Promise<string>
  close(): Promise<void>
}

const LIMIT_MS = 1500

/** A registry for one page: nothing of an earlier look stays behind. */
async function pageOf(figures: readonly Figure[]): Promise<string> {
  const registry = new Registry()
  for (const { name, help, kind, values } of figures) {
    const options = { name, help, labelNames: Object.keys(values[0]?.labels ?? {}), registers: [registry] }
    if (values.length === 0) continue
    if (kind === 'gauge') {
      const gauge = new Gauge(options)
      for (const { labels, value } of values) gauge.set(labels, value)
    } else {
      const counter = new Counter(options)
      for (const { labels, value } of values) counter.inc(labels, value)
    }
  }
  return await registry.metrics()
}

/** Makes the collector; each page looks anew when it is asked for. */
export function createCollector(options: CollectorOptions): Collector {
  const { stateDirectory, databaseUrl, log, limitMs = LIMIT_MS } = options
  const pool = openPool(databaseUrl, 'collector', 1)
  let wasDown = false
  return {
    async hostPage() {
      return await pageOf(hostFigures(await readHost(stateDirectory)))
    },
    async postgresPage() {
      try {
        const { postgres, queue } = await readDatabase(pool, limitMs)
        wasDown = false
        return await pageOf([...postgresFigures(postgres), ...queueFigures(queue)])
      } catch (error) {
        if (!wasDown) log.warn({ err: error }, 'Postgres does not answer')
        wasDown = true
        return await pageOf(postgresDown)
      }
    },
    async close() {
      await pool.end()
    },
  }
}
