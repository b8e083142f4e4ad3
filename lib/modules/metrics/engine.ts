import { CANARY_PLATFORM_ID } from '#lib/core/canary.ts'
import type { Registry } from 'prom-client'
import type { Clock } from '#lib/core/clock.ts'
import type { Scope } from '#lib/core/scope.ts'
import { LARGEST_SKEW_MS } from '#lib/infra/jobs/clock-guard.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import {
  evaluateInstant,
  evaluateRange,
  parse,
  type EvaluateOptions,
  type Expr,
  type Result,
} from '#lib/promql/index.ts'
import { jobsSeen, signalOf, type ServiceSignal, type WatchedService } from './domain/service-signals.ts'
import { Head } from './domain/head/head.ts'
import type { SeriesOwner } from './domain/head/series.ts'
import type { Outcome } from './domain/refusal.ts'
import { Ingest, type Sender } from './ingest.ts'
import { LeaderLog, type LogState } from './leader-log.ts'
import type { StoredRow } from './log-repository.ts'
import type { LogSession } from './log-session.ts'
import type { OnNewJob, RuleEvaluator, TenantDirectory } from './ports.ts'
import { LabelsCache, ScopeSource } from './scope-source.ts'
import { createTelemetry, type EngineTelemetry } from './telemetry.ts'

/** What an engine is made of. */
export interface EngineParts {
  readonly openSession: () => Promise<LogSession>
  readonly clock: Clock
  readonly log: Logger
  readonly registry: Registry
  readonly tenants: TenantDirectory
  readonly onNewJob: OnNewJob
  /** How long samples are kept, milliseconds. */
  readonly retentionMs: number
  /** Name of this engine, for people. */
  readonly holder: string
}

/** One thing that an engine needs in order to take samples. */
export interface ReadinessCheck {
  readonly name: string
  readonly ok: boolean
  /** Measured milliseconds; null where nothing was measured. */
  readonly ms: number | null
  readonly detail: string
}

/** When an instant query is evaluated, and for how long at most. */
export interface InstantQuery {
  readonly timeMs: number
  readonly timeoutMs: number
}

/** The steps of a range query, and how long it may take. */
export interface RangeQuery {
  readonly startMs: number
  readonly endMs: number
  readonly stepMs: number
  readonly timeoutMs: number
}

const SWEEP_MS = 60_000

/** The metrics engine: takes samples, keeps them, answers PromQL, and tells the rules what has arrived. */
export class Engine {
  /** Counters of the engine about itself. */
  readonly telemetry: EngineTelemetry

  readonly #parts: EngineParts
  readonly #head: Head
  readonly #log: LeaderLog
  readonly #ingest: Ingest
  readonly #labels = new LabelsCache()
  #newJobs: { owner: SeriesOwner; job: string }[] = []
  #rules: RuleEvaluator | undefined
  #sweeper: NodeJS.Timeout | undefined

  constructor(parts: EngineParts) {
    this.#parts = parts
    const { clock, tenants, retentionMs, holder, openSession } = parts
    this.#head = new Head(retentionMs, (owner, job) => this.#newJobs.push({ owner, job }))
    this.#log = new LeaderLog({
      openSession,
      clock,
      retentionMs,
      holder,
      maxSkewMs: LARGEST_SKEW_MS,
      onRow: (row) => this.#replay(row),
      onState: (state, reason) => this.#noteState(state, reason),
      onCommit: (commit) => this.telemetry.countCommit(commit),
    })
    this.#ingest = new Ingest({
      head: this.#head,
      log: this.#log,
      clock,
      tenants,
      onWritten: (touched) => {
        this.#announceJobs()
        for (const [owner, names] of touched) this.#rules?.onSamples(names, owner)
      },
    })
    this.telemetry = createTelemetry(parts.registry, () => ({
      totals: this.#head.totals,
      state: this.#log.state,
    }))
  }

  /** Where this engine stands; only `leading` takes samples. */
  get state(): LogState {
    return this.#log.state
  }

  /** Has rules evaluated by `rules` whenever this engine leads. To be called before `start`. */
  attachRules(rules: RuleEvaluator): void {
    this.#rules = rules
  }

  /** Begins to read the log and, when no other engine does, to lead. */
  start(): void {
    this.#log.start()
    this.#sweeper = setInterval(() => this.#head.sweep(this.#parts.clock.now().getTime()), SWEEP_MS)
  }

  /** Commits what waits and gives up the lead. */
  async stop(): Promise<void> {
    clearInterval(this.#sweeper)
    await this.#log.stop()
  }

  /** What is noticed about services at a time, by their ids: one pass over the series of each of their owners. */
  serviceSignals(services: readonly WatchedService[], nowMs: number): Map<string, ServiceSignal> {
    const signals = new Map<string, ServiceSignal>()
    const byOwner = Map.groupBy(services, ({ platformId, tenantId }) =>
      this.#head.partition({ platformId, tenantId }),
    )
    for (const [partition, owned] of byOwner) {
      const seen = jobsSeen(partition, nowMs)
      for (const { id, name } of owned) signals.set(id, signalOf(seen.get(name), nowMs))
    }
    return signals
  }

  /** Drops what is held of tenants that were erased. */
  forgetTenants(tenantIds: ReadonlySet<string>): void {
    this.#head.forgetTenants(tenantIds)
  }

  /** Throws `unavailable` unless samples can be taken. */
  assertLeading(): void {
    if (this.#log.state !== 'leading') throw this.#log.refusal()
  }

  /** Takes a remote-write 1.0 request (a snappy block); see `Ingest.write`. */
  async write(sender: Sender, payload: Uint8Array): Promise<Outcome> {
    const outcome = await this.#ingest.write(sender, payload)
    if (sender.platformId !== CANARY_PLATFORM_ID) this.telemetry.countOutcome(outcome)
    return outcome
  }

  /**
   * Evaluates an expression at one time in a scope. Rejects with a `PromqlError`, or `unavailable` until the log was read once:
   * half of the data is no answer.
   */
  async queryInstant(
    scope: Scope,
    query: string | Expr,
    { timeMs, timeoutMs }: InstantQuery,
  ): Promise<Result> {
    return await this.#evaluate('instant', async () => {
      const source = this.#sourceFor(scope)
      return await evaluateInstant(asExpr(query), source, { timeMs }, withDeadline(timeoutMs))
    })
  }

  /** Evaluates an expression at all steps of a range; rejects as `queryInstant` does. */
  async queryRange(scope: Scope, query: string | Expr, { timeoutMs, ...times }: RangeQuery): Promise<Result> {
    return await this.#evaluate('range', async () => {
      const source = this.#sourceFor(scope)
      return await evaluateRange(asExpr(query), source, times, withDeadline(timeoutMs))
    })
  }

  /** What this engine needs in order to take samples, each with its measured time. */
  checkReadiness(): readonly ReadinessCheck[] {
    const { state, roundTripMs, progress } = this.#log
    const isReading = state === 'catching_up'
    return [
      {
        name: 'database',
        ok: roundTripMs !== null || isReading,
        ms: roundTripMs,
        detail: roundTripMs === null ? 'no answer yet' : 'last statement of the log',
      },
      {
        name: 'log',
        ok: state === 'leading',
        ms: null,
        detail: isReading ? `catching up: ${progress.done} of ${progress.target}` : state,
      },
    ]
  }

  async #evaluate(kind: 'instant' | 'range', evaluate: () => Promise<Result>): Promise<Result> {
    const start = performance.now()
    const result = await evaluate()
    this.telemetry.countQuery(kind, (performance.now() - start) / 1000)
    return result
  }

  #sourceFor(scope: Scope): ScopeSource {
    if (!this.#log.hasReadAll) throw this.#log.refusal()
    return new ScopeSource(this.#head, scope, this.#parts.tenants, this.#labels)
  }

  #replay(row: StoredRow): void {
    try {
      this.#ingest.replay(row)
    } catch (error) {
      this.#parts.log.error(
        { err: error, row: row.id },
        'a request of the log cannot be read and was left out',
      )
    }
  }

  #noteState(state: LogState, reason: unknown): void {
    const { log } = this.#parts
    if (reason === undefined) log.info({ state, epoch: this.#log.epoch }, 'engine log')
    else log.warn({ state, err: reason }, 'engine log')
    this.#rules?.onLeadership(state === 'leading', this.#log.epoch)
    if (state === 'leading') this.#announceJobs()
  }

  /** Only the leader announces: a follower would do it again. */
  #announceJobs(): void {
    if (this.#newJobs.length === 0 || this.#log.state !== 'leading') return
    const jobs = this.#newJobs
    this.#newJobs = []
    for (const { owner, job } of jobs) this.#parts.onNewJob(owner, job)
  }
}

const asExpr = (query: string | Expr): Expr => (typeof query === 'string' ? parse(query) : query)

function withDeadline(timeoutMs: number): EvaluateOptions {
  const end = performance.now() + timeoutMs
  return { isCancelled: () => performance.now() > end }
}
