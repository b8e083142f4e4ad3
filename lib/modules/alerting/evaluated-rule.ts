import type { Clock } from '#lib/core/clock.ts'
import { PromqlError, type Expr, type ResultData } from '#lib/promql/index.ts'
import {
  advance,
  eventOfMissing,
  eventOfSeen,
  nextChange,
  RULE_FINGERPRINT,
  ruleItself,
  type Observation,
  type Transition,
} from './domain/advance.ts'
import { spread } from './domain/fingerprint.ts'
import { observe, type Sample } from './domain/observe.ts'
import type { AlertInstance, ObservedSeries, Rule } from './domain/rule.ts'
import { readExpression, type RuleExpression } from './read-expression.ts'
import type { Scheduler } from './scheduler.ts'
import type { Beat } from './transition-writer.ts'

/** The tenants by the names that the label `tenant` shows. */
export interface Tenants {
  /** The id of a platform's tenant by its name or id; undefined when none is known. */
  resolve(platformId: string, named: string): string | undefined
  /** Reads them again, because a name is not known: it may be new. */
  refresh(): Promise<void>
}

/** What a rule needs in order to be evaluated. */
export interface RuleTools {
  readonly clock: Clock
  readonly scheduler: Scheduler
  readonly newId: () => string
  /** Milliseconds that passed, to measure what an evaluation takes; the real ones unless a story tells its own. */
  readonly stopwatch?: (() => number) | undefined
  readonly tenants: Tenants
  /** Answers an expression in the scope of the rule. */
  readonly query: (expr: Expr, timeMs: number) => Promise<ResultData>
  readonly beat: (beat: Beat) => void
  /** Asks for an evaluation. */
  readonly wake: (rule: EvaluatedRule) => void
}

/** A sign of life at most every so often; the watcher waits many times longer. */
const BEAT_MS = 15_000
/** Whether a rule without a result has data at all is asked at most this often. */
const DATA_CHECK_MS = 60_000
/** A rule that samples wake all the time takes at most one part in twenty of a core. */
const REST_FACTOR = 20
const LONGEST_REST_MS = 5000

const samplesOf = (data: ResultData): readonly Sample[] => {
  if (data.type === 'vector')
    return data.samples.map(({ labels, value }) => ({ labels: labels.toRecord(), value }))
  return data.type === 'scalar' ? [{ labels: {}, value: data.value }] : []
}

/** One rule between its evaluations: its alerts, what it reads, and when it is evaluated next. */
export class EvaluatedRule {
  readonly rule: Rule
  readonly #tools: RuleTools
  readonly #expression: RuleExpression | PromqlError
  readonly #alerts = new Map<string, AlertInstance>()
  #cancel = (): void => undefined
  #closed = false
  #lastBeatMs = 0
  #checkedDataMs: number | undefined
  #restUntilMs = 0

  constructor(rule: Rule, alerts: readonly AlertInstance[], tools: RuleTools) {
    this.rule = rule
    this.#tools = tools
    for (const alert of alerts) this.#alerts.set(alert.fingerprint, alert)
    this.#expression = expressionOf(rule.expr)
  }

  /** The metrics whose samples can change its result; undefined when any may. */
  get metrics(): readonly string[] | undefined {
    return this.#expression instanceof PromqlError ? undefined : this.#expression.metrics
  }

  /** Its alerts that are not over, for the rule's next version. */
  get alerts(): readonly AlertInstance[] {
    return [...this.#alerts.values()]
  }

  get isClosed(): boolean {
    return this.#closed
  }

  /** Ends its timer. */
  close(): void {
    this.#closed = true
    this.#cancel()
  }

  /** The transitions of a rule that is not in force any more. */
  switchOff(): Transition[] {
    return [...this.#alerts.values()].flatMap((alert) =>
      this.#move(alert.fingerprint, { event: 'rule_off', seen: null }),
    )
  }

  /**
   * Evaluates the rule now and returns what moved. Rejects when the engine cannot answer at the moment; then nothing moves
   * and it is tried again on its interval.
   */
  async evaluate(): Promise<Transition[]> {
    const { clock } = this.#tools
    const nowMs = clock.now().getTime()
    if (nowMs < this.#restUntilMs) {
      this.#evaluateIn(this.#restUntilMs - nowMs)
      return []
    }
    this.#evaluateIn(this.#msToNextInterval(nowMs))
    const stopwatch = this.#tools.stopwatch ?? (() => performance.now())
    const began = stopwatch()
    const transitions = await this.#evaluateAt(nowMs)
    const restMs = Math.min(
      LONGEST_REST_MS,
      this.rule.intervalSeconds * 1000,
      (stopwatch() - began) * REST_FACTOR,
    )
    this.#restUntilMs = nowMs + Math.floor(restMs)
    this.#evaluateIn(this.#msToNext(clock.now().getTime()))
    return transitions
  }

  async #evaluateAt(nowMs: number): Promise<Transition[]> {
    const expression = this.#expression
    if (expression instanceof PromqlError) return this.#broken(expression)
    let samples: readonly Sample[]
    try {
      samples = samplesOf(await this.#tools.query(expression.expr, nowMs))
    } catch (error) {
      if (error instanceof PromqlError && error.kind !== 'cancelled') return this.#broken(error)
      throw error
    }
    if (this.#closed) return []
    if (this.rule.kind === 'heartbeat') {
      if (samples.length > 0) this.#beat(nowMs)
      return this.#works(true)
    }
    return await this.#apply(expression, samples, nowMs)
  }

  async #apply(expression: RuleExpression, samples: readonly Sample[], nowMs: number): Promise<Transition[]> {
    const seen = new Map((await this.#observe(samples)).map((series) => [series.fingerprint, series]))
    const unseen = [...this.#alerts.keys()].filter((key) => key !== RULE_FINGERPRINT && !seen.has(key))
    const missing = unseen.length === 0 ? new Set<string>() : await this.#missing(expression, unseen, nowMs)
    const hasData = seen.size > 0 || (await this.#hasData(expression, nowMs))
    const now = new Date(nowMs)
    const moved = [...seen.values()].flatMap((series) => this.#moveSeen(series, now))
    for (const key of unseen) {
      const alert = this.#alerts.get(key)
      if (alert === undefined) continue
      moved.push(
        ...this.#move(key, { event: missing.has(key) ? eventOfMissing(alert, now) : 'clear', seen: null }),
      )
    }
    return [...moved, ...this.#works(hasData)]
  }

  /** The alerts that samples ask for. A tenant whose name is not known may be new: an alert must not fall to its platform. */
  async #observe(samples: readonly Sample[]): Promise<ObservedSeries[]> {
    const { tenants } = this.#tools
    const { platformId, tenantId } = this.rule.owner
    const isKnown = ({ labels }: Sample): boolean =>
      labels['tenant'] === undefined || tenants.resolve(platformId, labels['tenant']) !== undefined
    if (tenantId === null && !samples.every(isKnown)) await tenants.refresh()
    return observe(this.rule, samples, (platform, named) => tenants.resolve(platform, named))
  }

  #moveSeen(series: ObservedSeries, now: Date): Transition[] {
    const before = this.#alerts.get(series.fingerprint)
    return this.#move(series.fingerprint, { event: eventOfSeen(this.rule, before, now), seen: series })
  }

  /** Those alerts that were not seen because their data are missing, not because the condition ended. */
  async #missing(expression: RuleExpression, unseen: readonly string[], nowMs: number): Promise<Set<string>> {
    if (expression.probe === undefined)
      return (await this.#answers(expression, nowMs)) ? new Set() : new Set(unseen)
    const probed = samplesOf(await this.#tools.query(expression.probe, nowMs))
    const present = new Set((await this.#observe(probed)).map((series) => series.fingerprint))
    return new Set(unseen.filter((key) => !present.has(key)))
  }

  /**
   * Asked rarely: it costs as much as the rule itself, and most rules have no result most of the time. Not asked in the
   * first minute: after a start the samples are on their way.
   */
  async #hasData(expression: RuleExpression, nowMs: number): Promise<boolean> {
    const known = this.#alerts.get(RULE_FINGERPRINT)?.state === 'no_data'
    this.#checkedDataMs ??= nowMs
    if (nowMs - this.#checkedDataMs < DATA_CHECK_MS) return !known
    this.#checkedDataMs = nowMs
    return await this.#answers(expression, nowMs)
  }

  /** True when any of its selectors has a sample; a rule without selectors needs none. */
  async #answers(expression: RuleExpression, nowMs: number): Promise<boolean> {
    for (const input of expression.inputs) {
      if (samplesOf(await this.#tools.query(input, nowMs)).length > 0) return true
    }
    return expression.inputs.length === 0
  }

  #broken(error: PromqlError): Transition[] {
    return this.#moveRule({ event: 'error', seen: null, detail: error.message })
  }

  #works(hasData: boolean): Transition[] {
    return this.#moveRule({ event: hasData ? 'clear' : 'no_data', seen: null })
  }

  #moveRule(observation: Observation & { readonly detail?: string }): Transition[] {
    if (!this.#alerts.has(RULE_FINGERPRINT)) {
      if (observation.event === 'clear') return []
      const { clock, newId } = this.#tools
      this.#alerts.set(RULE_FINGERPRINT, ruleItself(this.rule, this.rule.owner, { now: clock.now(), newId }))
    }
    return this.#move(RULE_FINGERPRINT, observation)
  }

  #move(key: string, observation: Observation & { readonly detail?: string }): Transition[] {
    const { clock, newId } = this.#tools
    const { alert, transition } = advance(this.rule, this.#alerts.get(key), observation, {
      now: clock.now(),
      newId,
    })
    if (alert === undefined) this.#alerts.delete(key)
    else this.#alerts.set(key, alert)
    return transition === null ? [] : [transition]
  }

  #beat(nowMs: number): void {
    if (nowMs - this.#lastBeatMs < BEAT_MS) return
    this.#lastBeatMs = nowMs
    this.#tools.beat({ id: this.#tools.newId(), rule: this.rule, at: new Date(nowMs) })
  }

  #msToNextInterval(nowMs: number): number {
    const interval = this.rule.intervalSeconds * 1000
    const offset = spread(this.rule.id, interval)
    return interval - ((((nowMs - offset) % interval) + interval) % interval)
  }

  /** The next interval, or the moment before it at which the time of an alert is up. */
  #msToNext(nowMs: number): number {
    const changes = [...this.#alerts.values()]
      .map((alert) => nextChange(this.rule, alert)?.getTime())
      .filter((at) => at !== undefined && at > nowMs)
      .map((at) => (at ?? nowMs) - nowMs)
    return Math.min(this.#msToNextInterval(nowMs), ...changes)
  }

  #evaluateIn(ms: number): void {
    this.#cancel()
    if (!this.#closed) this.#cancel = this.#tools.scheduler.after(Math.ceil(ms), () => this.#tools.wake(this))
  }
}

function expressionOf(text: string): RuleExpression | PromqlError {
  try {
    return readExpression(text)
  } catch (error) {
    if (error instanceof PromqlError) return error
    throw error
  }
}
