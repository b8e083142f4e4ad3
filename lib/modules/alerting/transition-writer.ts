import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { Transition } from './domain/advance.ts'
import type { Rule } from './domain/rule.ts'
import type { Scheduler } from './scheduler.ts'

/** A sign of life on its way to the page: the rule that saw it and when. */
export interface Beat {
  readonly id: string
  readonly rule: Rule
  readonly at: Date
}

/** Writes transitions and beats in one transaction; repeating it with the same ones changes nothing. */
export type Persist = (transitions: readonly Transition[], beats: readonly Beat[]) => Promise<void>

/** What a writer needs. */
export interface WriterOptions {
  readonly persist: Persist
  /** True for an error that no repetition mends: the rule is gone, the data cannot be stored. */
  readonly isPermanent: (error: unknown) => boolean
  readonly log: Logger
  readonly scheduler: Scheduler
  /** How many transitions may wait; evaluation stops while there are as many. */
  readonly capacity?: number
}

const CAPACITY = 10_000
const BATCH = 200
const FIRST_WAIT_MS = 100
const LONGEST_WAIT_MS = 2000

/**
 * Carries transitions into the database in their order. While the database is away they wait here and are tried again;
 * none is dropped, and because evaluation stops when too many wait, they never grow beyond `capacity`.
 */
export class TransitionWriter {
  /** Transitions that no repetition could write, since the start of the process. */
  lost = 0

  readonly #options: WriterOptions
  readonly #capacity: number
  #waiting: Transition[] = []
  /** Only the newest sign of life of each rule: an old one proves nothing. */
  #beats = new Map<string, Beat>()
  #writing: Promise<void> | undefined
  #waitMs = 0
  #stopped = false

  constructor(options: WriterOptions) {
    this.#options = options
    this.#capacity = options.capacity ?? CAPACITY
  }

  /** How many transitions wait. */
  get backlog(): number {
    return this.#waiting.length
  }

  /** True when nothing more may be evaluated until the database has taken what waits. */
  get isFull(): boolean {
    return this.#waiting.length >= this.#capacity
  }

  /** Takes transitions; they are written from the next turn of the event loop on. */
  push(transitions: readonly Transition[]): void {
    if (transitions.length === 0) return
    this.#waiting.push(...transitions)
    this.#write()
  }

  /** Takes a sign of life. */
  beat(beat: Beat): void {
    this.#beats.set(beat.rule.id, beat)
    this.#write()
  }

  /** Drops what waits: another engine leads now, and evaluates everything from the database's state. */
  drop(): void {
    this.#waiting = []
    this.#beats.clear()
  }

  /** Waits until everything is written, at most `ms` milliseconds, and stops. */
  async stop(ms: number): Promise<void> {
    const end = performance.now() + ms
    while ((this.#waiting.length > 0 || this.#beats.size > 0) && performance.now() < end) {
      await Promise.race([
        this.#writing ?? Promise.resolve(),
        new Promise((resolve) => setTimeout(resolve, 50)),
      ])
    }
    this.#stopped = true
    if (this.#waiting.length > 0)
      this.#options.log.error(
        { transitions: this.#waiting.length },
        'alert transitions were not written; they are evaluated again after the start',
      )
  }

  #write(): void {
    if (this.#stopped || this.#writing !== undefined) return
    this.#writing = this.#flush().finally(() => {
      this.#writing = undefined
      if (this.#waiting.length === 0 && this.#beats.size === 0) return
      this.#options.scheduler.after(this.#waitMs, () => this.#write())
    })
  }

  async #flush(): Promise<void> {
    const batch = this.#waiting.slice(0, BATCH)
    const beats = [...this.#beats.values()]
    try {
      await this.#options.persist(batch, beats)
      this.#taken(batch, beats)
    } catch (error) {
      await this.#recover(error, batch, beats)
    }
  }

  #taken(batch: readonly Transition[], beats: readonly Beat[]): void {
    // `drop` may have emptied the queue meanwhile.
    const written = new Set(batch)
    this.#waiting = this.#waiting.filter((transition) => !written.has(transition))
    for (const beat of beats) if (this.#beats.get(beat.rule.id) === beat) this.#beats.delete(beat.rule.id)
    if (this.#waitMs > 0 && batch.length > 0)
      this.#options.log.info({ transitions: batch.length }, 'alert transitions are written again')
    this.#waitMs = 0
  }

  async #recover(error: unknown, batch: readonly Transition[], beats: readonly Beat[]): Promise<void> {
    const { log, isPermanent } = this.#options
    if (isPermanent(error)) {
      await this.#writeOneByOne(batch, beats)
      return
    }
    if (this.#waitMs === 0)
      log.warn({ err: error, transitions: batch.length }, 'alert transitions cannot be written; they wait')
    this.#waitMs = Math.min(LONGEST_WAIT_MS, Math.max(FIRST_WAIT_MS, this.#waitMs * 2))
  }

  /** One of a batch cannot be written at all: the others must not wait for it for ever. */
  async #writeOneByOne(batch: readonly Transition[], beats: readonly Beat[]): Promise<void> {
    const { log, isPermanent, persist } = this.#options
    for (const item of [...batch.map((transition) => ({ transition })), ...beats.map((beat) => ({ beat }))]) {
      const alone =
        'transition' in item ? { batch: [item.transition], beats: [] } : { batch: [], beats: [item.beat] }
      try {
        await persist(alone.batch, alone.beats)
      } catch (error) {
        if (!isPermanent(error)) return
        this.lost += alone.batch.length
        log.error(
          { err: error, ruleId: alone.batch[0]?.ruleId ?? alone.beats[0]?.rule.id },
          'an alert transition can never be written and is dropped',
        )
      }
      this.#taken(alone.batch, alone.beats)
    }
  }
}
