import { manualClock } from '#lib/core/clock.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import {
  evaluateInstant,
  Labels,
  writeStaleMarker,
  type Expr,
  type ResultData,
  type SeriesSource,
} from '#lib/promql/index.ts'
import type { Transition } from '../domain/advance.ts'
import type { AlertInstance, Rule, RuleOwner } from '../domain/rule.ts'
import { RuleEvaluator, type EvaluatorOptions } from '../rule-evaluator.ts'
import type { Scheduler } from '../scheduler.ts'
import type { Beat } from '../transition-writer.ts'

/** Where every story begins. */
export const STORY_START = Date.UTC(2026, 10, 20, 6, 0, 0)

/** Ids that stories use. */
export const PLATFORM = '00000000-0000-7000-8000-00000000000a'
/** The tenant that the label value `acme` names. */
export const ACME = '00000000-0000-7000-8000-000000000001'

const OF_PLATFORM: RuleOwner = { platformId: PLATFORM, tenantId: null }

/** A rule with everything that a story does not care about. */
export const storyRule = (change: Partial<Rule> = {}): Rule => ({
  id: '00000000-0000-7000-8000-0000000000r1',
  owner: { platformId: PLATFORM, tenantId: null },
  name: 'Target down',
  expr: 'up == 0',
  forSeconds: 0,
  intervalSeconds: 15,
  severity: 'P1',
  summary: '{{ $labels.job }} is down',
  labels: {},
  kind: 'incident',
  version: 1,
  ...change,
})

interface Timer {
  readonly at: number
  readonly act: () => void
}

/** Lets everything that was promised happen: queries of the in-memory source take a few turns. */
async function settle(): Promise<void> {
  for (let turn = 0; turn < 30; turn += 1) await new Promise((resolve) => setImmediate(resolve))
}

/** Time that moves only when a story says so, timer by timer. */
class StoryTime implements Scheduler {
  readonly clock = manualClock(new Date(STORY_START))
  #timers: Timer[] = []

  after(ms: number, act: () => void): () => void {
    const timer = { at: this.clock.now().getTime() + Math.max(0, ms), act }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer)
    }
  }

  soon(act: () => void): void {
    setImmediate(act)
  }

  /** Moves to `seconds` after the start; every timer on the way goes off at its own moment. */
  async moveTo(seconds: number): Promise<void> {
    const end = STORY_START + seconds * 1000
    await settle()
    for (;;) {
      const next = this.#timers.toSorted((a, b) => a.at - b.at)[0]
      if (next === undefined || next.at > end) break
      this.#timers = this.#timers.filter((other) => other !== next)
      this.clock.set(new Date(Math.max(next.at, this.clock.now().getTime())))
      next.act()
      await settle()
    }
    this.clock.set(new Date(end))
    await settle()
  }
}

interface StoredSeries {
  readonly owner: RuleOwner
  readonly labels: Labels
  readonly samples: [number, number][]
}

/** A story: samples come, time passes, and what the evaluator wrote is looked at. */
export class RuleStory {
  readonly time = new StoryTime()
  readonly written: Transition[] = []
  readonly beats: Beat[] = []
  readonly evaluator: RuleEvaluator
  rules: Rule[]
  stored = new Map<string, AlertInstance[]>()
  /** How often rules were evaluated. */
  evaluations = 0
  /** Set to make the engine answer with this error. */
  queryError: Error | undefined
  isFull = false
  /** False until the tenants are read again: the tenant is new. */
  knowsAcme = true
  dropped = 0
  readonly #series = new Map<string, StoredSeries>()
  #ids = 0

  constructor(rules: Rule[]) {
    this.rules = rules
    this.evaluator = new RuleEvaluator({
      loadRules: async () => await Promise.resolve(this.rules),
      loadAlerts: async () => await Promise.resolve(this.stored),
      query: async (scope, expr, timeMs) => await this.#query(scope.kind === 'tenant', expr, timeMs),
      tenants: {
        resolve: (_platform, named) => (named === 'acme' && this.knowsAcme ? ACME : undefined),
        refresh: async () => {
          this.knowsAcme = true
          await Promise.resolve()
        },
      },
      writer: this.#writer(),
      clock: this.time.clock,
      scheduler: this.time,
      newId: () => `id-${(this.#ids += 1)}`,
      stopwatch: () => this.time.clock.now().getTime(),
      log: createLogger('story', 'fatal'),
      onEvaluated: () => {
        this.evaluations += 1
      },
    })
  }

  /** What was written about alerts, one line per transition: seconds, state, decision, work that follows. */
  get said(): string[] {
    return this.#lines(({ alert }) => alert.fingerprint !== 'rule')
  }

  /** What was written about rules themselves. */
  get saidOfRules(): string[] {
    return this.#lines(({ alert }) => alert.fingerprint === 'rule')
  }

  #lines(which: (transition: Transition) => boolean): string[] {
    return this.written
      .filter(which)
      .map(({ at, alert, record, outbox }) =>
        [(at.getTime() - STORY_START) / 1000, alert.state, record?.verdict ?? '-', outbox?.kind ?? '-'].join(
          ' ',
        ),
      )
  }

  /** Begins to lead, as an engine does after its start. */
  async lead(): Promise<void> {
    this.evaluator.onLeadership(true)
    await this.time.moveTo(this.#now())
  }

  /** A sample arrives now. */
  async sample(
    metric: string,
    labels: Record<string, string>,
    value: number,
    owner: RuleOwner = OF_PLATFORM,
  ): Promise<void> {
    this.put(metric, labels, value, owner)
    this.evaluator.onSamples(new Set([metric]), owner)
    await settle()
  }

  /** A sample is there, and nobody is told. */
  put(metric: string, labels: Record<string, string>, value: number, owner: RuleOwner = OF_PLATFORM): void {
    const all = Labels.of({ ...labels, __name__: metric })
    const key = `${owner.tenantId ?? ''}/${all.key()}`
    const series = this.#series.get(key) ?? { owner, labels: all, samples: [] }
    this.#series.set(key, series)
    series.samples.push([this.time.clock.now().getTime(), value])
  }

  /** The series ends: its target is gone. */
  async end(metric: string, labels: Record<string, string>): Promise<void> {
    const marker = new Float64Array(1)
    writeStaleMarker(marker, 0)
    await this.sample(metric, labels, marker[0] ?? Number.NaN)
  }

  #now(): number {
    return (this.time.clock.now().getTime() - STORY_START) / 1000
  }

  async #query(isTenant: boolean, expr: Expr, timeMs: number): Promise<ResultData> {
    if (this.queryError !== undefined) throw this.queryError
    const source: SeriesSource = {
      select: (matchers, from, to) =>
        [...this.#series.values()].flatMap(({ owner, labels, samples }) => {
          if (isTenant && owner.tenantId !== ACME) return []
          const shown = isTenant
            ? labels
            : labels.with('platform', 'P').with('tenant', owner.tenantId === ACME ? 'acme' : '')
          const within = samples.filter(([at]) => at >= from && at <= to)
          if (within.length === 0 || !matchers.every((matcher) => matcher.matches(shown.get(matcher.name))))
            return []
          return [
            {
              labels: shown,
              timestamps: Float64Array.from(within, ([at]) => at),
              values: Float64Array.from(within, ([, value]) => value),
            },
          ]
        }),
    }
    return (await evaluateInstant(expr, source, { timeMs })).data
  }

  #writer(): EvaluatorOptions['writer'] {
    const isFull = (): boolean => this.isFull
    return {
      push: (transitions) => this.written.push(...transitions),
      beat: (beat) => this.beats.push(beat),
      drop: () => {
        this.dropped += 1
      },
      get isFull() {
        return isFull()
      },
    }
  }
}
