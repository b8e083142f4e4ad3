import type { Clock } from '#lib/core/clock.ts'
import { scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { PromqlError, type Expr, type ResultData } from '#lib/promql/index.ts'
import type { AlertInstance, Rule, RuleOwner } from './domain/rule.ts'
import { EvaluatedRule, type RuleTools, type Tenants } from './evaluated-rule.ts'
import { RuleIndex } from './rule-index.ts'
import type { Scheduler } from './scheduler.ts'
import type { TransitionWriter } from './transition-writer.ts'

/** Answers an expression at one time within a scope. Rejects with a `PromqlError` when the expression is at fault. */
export type Query = (scope: Scope, expr: Expr, timeMs: number) => Promise<ResultData>

/** What an evaluator needs. */
export interface EvaluatorOptions {
  /** Every rule that is in force. */
  readonly loadRules: () => Promise<readonly Rule[]>
  /** Every alert that is not over, by the id of its rule: pending times go on where they were. */
  readonly loadAlerts: () => Promise<ReadonlyMap<string, readonly AlertInstance[]>>
  readonly query: Query
  readonly tenants: Tenants
  readonly writer: Pick<TransitionWriter, 'push' | 'beat' | 'drop' | 'isFull'>
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly newId: () => string
  /** Milliseconds that passed, to measure evaluations; the real ones unless a story tells its own. */
  readonly stopwatch?: () => number
  readonly log: Logger
  /** Told after each evaluation: how long it took, in seconds. */
  readonly onEvaluated?: (rule: Rule, seconds: number, failed: boolean) => void
}

/** How often the rules are read again although nobody said that they changed. */
const RELOAD_MS = 30_000
/** How long a failed read waits for the next one. */
const RETRY_MS = 1000
/** Evaluation gives way to requests after so many milliseconds. */
const SLICE_MS = 20

/**
 * Evaluates rules where the samples are: when the samples that a rule reads arrive, when the time of a pending alert is up,
 * and at the latest on the rule's interval. What arrives within one turn of the event loop leads to one evaluation.
 */
export class RuleEvaluator {
  readonly #options: EvaluatorOptions
  readonly #rules = new Map<string, EvaluatedRule>()
  readonly #index = new RuleIndex<EvaluatedRule>()
  readonly #dirty = new Set<EvaluatedRule>()
  /** Changes whenever this engine begins or ceases to lead, so that what was under way then is not taken on. */
  #term = 0
  #isLeading = false
  #hasLoaded = false
  #isWorking = false
  #isScheduled = false
  #stopReload = (): void => undefined

  constructor(options: EvaluatorOptions) {
    this.#options = options
  }

  /** How many rules are evaluated. */
  get size(): number {
    return this.#rules.size
  }

  /** Samples of these metrics have just become visible. Returns at once. */
  onSamples(metricNames: ReadonlySet<string>, owner: RuleOwner): void {
    if (!this.#isLeading) return
    for (const rule of this.#index.readersOf(metricNames, owner)) this.#markDirty(rule)
  }

  /** Begins to evaluate when this engine leads, and forgets everything when it does not any more. */
  onLeadership(isLeader: boolean): void {
    if (isLeader === this.#isLeading) return
    this.#term += 1
    this.#isLeading = isLeader
    this.#clear()
    if (isLeader) this.reload()
    else this.#options.writer.drop()
  }

  /** Reads the rules again soon: somebody changed them. */
  reload(): void {
    if (!this.#isLeading) return
    this.#stopReload()
    this.#stopReload = this.#options.scheduler.after(0, () => {
      this.#load(this.#term).catch((error: unknown) => {
        this.#options.log.warn({ err: error }, 'the rules could not be read; they are read again')
        this.#reloadIn(RETRY_MS)
      })
    })
  }

  /** Ends every timer. */
  stop(): void {
    this.#isLeading = false
    this.#clear()
  }

  #reloadIn(ms: number): void {
    this.#stopReload()
    this.#stopReload = this.#options.scheduler.after(ms, () => this.reload())
  }

  #clear(): void {
    this.#stopReload()
    this.#hasLoaded = false
    for (const rule of this.#rules.values()) rule.close()
    this.#rules.clear()
    this.#index.clear()
    this.#dirty.clear()
  }

  async #load(term: number): Promise<void> {
    const isFirst = !this.#hasLoaded
    // Alerts first: what fires between the two reads is then evaluated, not lost.
    const alerts = isFirst ? await this.#options.loadAlerts() : new Map<string, readonly AlertInstance[]>()
    const rules = await this.#options.loadRules()
    if (term !== this.#term || !this.#isLeading) return
    this.#hasLoaded = true
    const inForce = new Set(rules.map((rule) => rule.id))
    for (const [id, known] of this.#rules) if (!inForce.has(id)) this.#remove(known)
    for (const [id, left] of alerts) if (!inForce.has(id)) this.#end(id, left)
    for (const rule of rules) this.#add(rule, alerts.get(rule.id) ?? [])
    this.#reloadIn(RELOAD_MS)
  }

  /** Takes a rule in its newest version; its alerts go on where they are. */
  #add(rule: Rule, stored: readonly AlertInstance[]): void {
    const known = this.#rules.get(rule.id)
    if (known?.rule.version === rule.version) return
    known?.close()
    const evaluated = new EvaluatedRule(rule, known?.alerts ?? stored, this.#toolsOf(rule))
    this.#rules.set(rule.id, evaluated)
    this.#index.set(rule.id, rule.owner, evaluated.metrics, evaluated)
    this.#markDirty(evaluated)
  }

  #remove(known: EvaluatedRule): void {
    this.#options.writer.push(known.switchOff())
    known.close()
    this.#index.delete(known.rule.id)
    this.#rules.delete(known.rule.id)
    this.#dirty.delete(known)
  }

  /** Ends the alerts of a rule that was switched off while no engine led. */
  #end(ruleId: string, left: readonly AlertInstance[]): void {
    const [first] = left
    if (first === undefined) return
    const rule = formerRule(ruleId, first)
    this.#options.writer.push(new EvaluatedRule(rule, left, this.#toolsOf(rule)).switchOff())
  }

  #toolsOf(rule: Rule): RuleTools {
    const { clock, scheduler, newId, stopwatch, tenants, query, writer } = this.#options
    const scope = scopeOfOwner(rule.owner)
    return {
      clock,
      scheduler,
      newId,
      stopwatch,
      tenants,
      query: async (expr, timeMs) => await query(scope, expr, timeMs),
      beat: (beat) => writer.beat(beat),
      wake: (evaluated) => this.#markDirty(evaluated),
    }
  }

  #markDirty(rule: EvaluatedRule): void {
    this.#dirty.add(rule)
    this.#schedule()
  }

  #schedule(): void {
    if (this.#isScheduled || this.#isWorking) return
    this.#isScheduled = true
    this.#options.scheduler.soon(() => {
      this.#isScheduled = false
      this.#work().catch((error: unknown) =>
        this.#options.log.error({ err: error }, 'rules could not be evaluated'),
      )
    })
  }

  async #work(): Promise<void> {
    this.#isWorking = true
    const began = performance.now()
    try {
      for (const rule of this.#dirty) {
        if (this.#options.writer.isFull || performance.now() - began > SLICE_MS) break
        this.#dirty.delete(rule)
        await this.#evaluate(rule)
      }
    } finally {
      this.#isWorking = false
    }
    if (this.#dirty.size === 0) return
    // Too many transitions wait for the database: evaluating more would only make more of them.
    if (this.#options.writer.isFull) this.#options.scheduler.after(RETRY_MS, () => this.#schedule())
    else this.#schedule()
  }

  async #evaluate(evaluated: EvaluatedRule): Promise<void> {
    const term = this.#term
    const began = performance.now()
    let failed = false
    try {
      const transitions = await evaluated.evaluate()
      if (term === this.#term && !evaluated.isClosed) this.#options.writer.push(transitions)
    } catch (error) {
      failed = true
      // A rule at fault is an alert of its own; this is ours, or the engine has no data at the moment.
      if (!(error instanceof PromqlError && error.kind === 'cancelled')) {
        this.#options.log.warn({ err: error, ruleId: evaluated.rule.id }, 'a rule was not evaluated')
      }
    }
    this.#options.onEvaluated?.(evaluated.rule, (performance.now() - began) / 1000, failed)
  }
}

/** Stands for a rule of which only its alerts are left. */
const formerRule = (id: string, { owner, summary }: AlertInstance): Rule => ({
  id,
  owner,
  name: summary,
  expr: 'vector(0)',
  forSeconds: 0,
  intervalSeconds: 15,
  severity: 'P3',
  summary,
  labels: {},
  kind: 'incident',
  version: 0,
})
