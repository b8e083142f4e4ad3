import { Counter, Gauge, Histogram, type Registry } from 'prom-client'
import type { HeadTotals } from './domain/head/series.ts'
import type { Outcome } from './domain/refusal.ts'
import type { LogState } from './leader-log.ts'

const PREFIX = 'bailiwick_engine_'

/** What the engine counts about itself. */
export interface EngineTelemetry {
  /** What became of the samples of a request. */
  countOutcome(outcome: Outcome): void
  countCommit(commit: { readonly rows: number; readonly bytes: number; readonly seconds: number }): void
  countScrape(isGood: boolean): void
  countQuery(kind: 'instant' | 'range', seconds: number): void
}

/** What the engine knows at any moment, read when somebody looks. */
export interface EngineFigures {
  readonly totals: HeadTotals
  readonly state: LogState
}

/** Registers the engine's own metrics. */
export function createTelemetry(registry: Registry, figures: () => EngineFigures): EngineTelemetry {
  const registers = [registry]
  const accepted = new Counter({
    name: `${PREFIX}samples_accepted_total`,
    help: 'Samples that were stored.',
    registers,
  })
  const refused = new Counter({
    name: `${PREFIX}samples_refused_total`,
    help: 'Samples that were refused, by reason.',
    labelNames: ['reason'],
    registers,
  })
  const logRows = new Counter({
    name: `${PREFIX}log_requests_total`,
    help: 'Requests appended to the log.',
    registers,
  })
  const logBytes = new Counter({
    name: `${PREFIX}log_bytes_total`,
    help: 'Bytes appended to the log.',
    registers,
  })
  const commits = new Histogram({
    name: `${PREFIX}log_commit_seconds`,
    help: 'Time of one commit of the log.',
    buckets: [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 1, 5],
    registers,
  })
  const scrapes = new Counter({
    name: `${PREFIX}scrapes_total`,
    help: 'Scrapes by result.',
    labelNames: ['result'],
    registers,
  })
  const queries = new Histogram({
    name: `${PREFIX}query_seconds`,
    help: 'Time of evaluating one query.',
    labelNames: ['kind'],
    buckets: [0.001, 0.005, 0.025, 0.1, 0.5, 2, 10],
    registers,
  })
  registerGauges(registry, figures)
  return {
    countOutcome(outcome) {
      accepted.inc(outcome.accepted)
      for (const [reason, count] of outcome.refused) refused.inc({ reason }, count)
    },
    countCommit({ rows, bytes, seconds }) {
      logRows.inc(rows)
      logBytes.inc(bytes)
      commits.observe(seconds)
    },
    countScrape: (isGood) => scrapes.inc({ result: isGood ? 'ok' : 'failed' }),
    countQuery: (kind, seconds) => queries.observe({ kind }, seconds),
  }
}

function registerGauges(registry: Registry, figures: () => EngineFigures): void {
  const gauges: readonly (readonly [string, string, (now: EngineFigures) => number])[] = [
    ['head_series', 'Series in the head.', ({ totals }) => totals.series],
    ['head_samples', 'Samples in the head.', ({ totals }) => totals.samples],
    [
      'head_bytes',
      'Bytes of samples and labels in the head.',
      ({ totals }) => totals.sampleBytes + totals.labelBytes,
    ],
    ['is_leader', '1 while this engine leads.', ({ state }) => (state === 'leading' ? 1 : 0)],
  ]
  for (const [name, help, read] of gauges) {
    const gauge: Gauge = new Gauge({
      name: `${PREFIX}${name}`,
      help,
      registers: [registry],
      collect: () => gauge.set(read(figures())),
    })
  }
}
