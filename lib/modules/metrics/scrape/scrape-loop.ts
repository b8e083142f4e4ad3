import type { Clock } from '#lib/core/clock.ts'
import { parseExposition, type ExposedSample } from '../domain/exposition/parse-exposition.ts'
import { RequestTooLarge } from '../domain/remote-write/malformed.ts'
import { composeFarewell, composeScrape, type ShownSeries } from '../domain/scrape/compose-scrape.ts'
import { nextScrapeAt } from '../domain/scrape/schedule.ts'
import type { FetchTarget, ScrapeTarget } from '../ports.ts'

/** What a loop works with. */
export interface ScrapeLoopParts {
  readonly fetchTarget: FetchTarget
  readonly clock: Clock
  /** True while samples can be written; scrapes are left out otherwise. */
  readonly isOpen: () => boolean
  /** Writes a prometheus.WriteRequest on behalf of the target. */
  readonly write: (target: ScrapeTarget, request: Uint8Array) => Promise<void>
  /** Told about each scrape: null when it went well, else why not. */
  readonly onScrape: (target: ScrapeTarget, problem: string | null) => void
}

/** Scrapes one target on its interval until it is stopped. */
export class ScrapeLoop {
  readonly target: ScrapeTarget
  readonly #parts: ScrapeLoopParts
  readonly #labels: Readonly<Record<string, string>>
  readonly #stopping = new AbortController()
  #shown: ShownSeries = new Map()
  #timer: NodeJS.Timeout | undefined
  #running: Promise<void> = Promise.resolve()

  constructor(target: ScrapeTarget, parts: ScrapeLoopParts) {
    this.target = target
    this.#parts = parts
    this.#labels = { ...target.labels, job: target.job, instance: target.instance }
  }

  /** Begins to scrape at the next moment of the target's schedule. */
  start(): void {
    if (this.#stopping.signal.aborted) return
    const now = this.#now()
    const due = nextScrapeAt(this.target.id, this.target.intervalMs, now)
    this.#timer = setTimeout(() => {
      this.#running = this.#scrape().finally(() => this.start())
    }, due - now)
  }

  /** Stops; a scrape under way is given up. With `isGone` the series of the target are marked as ended. */
  async stop(isGone: boolean): Promise<void> {
    this.#stopping.abort()
    clearTimeout(this.#timer)
    await this.#running
    if (isGone && this.#parts.isOpen()) {
      await this.#write(composeFarewell(this.#labels, this.#now(), this.#shown))
    }
  }

  async #scrape(): Promise<void> {
    if (!this.#parts.isOpen()) return
    const timeMs = this.#now()
    const start = performance.now()
    let samples: ExposedSample[] | null = null
    let problem: string | null = null
    try {
      samples = await this.#fetch()
    } catch (error) {
      problem = error instanceof Error ? error.message : String(error)
    }
    if (this.#stopping.signal.aborted) return
    const durationSeconds = (performance.now() - start) / 1000
    const scrape = { targetLabels: this.#labels, timeMs, durationSeconds, before: this.#shown }
    const composed = composeScrape({ ...scrape, samples })
    const failure = await this.#write(composed.request)
    if (failure === null) this.#shown = composed.shown
    else problem = failure.message
    if (failure instanceof RequestTooLarge) {
      // The target shows more than one request can hold: that is a failed scrape. That nothing can be stored is none.
      await this.#write(composeScrape({ ...scrape, samples: null }).request)
    }
    this.#parts.onScrape(this.target, problem)
  }

  async #fetch(): Promise<ExposedSample[]> {
    const timeoutMs = Math.min(this.target.timeoutMs, this.target.intervalMs)
    const signal = AbortSignal.any([AbortSignal.timeout(timeoutMs), this.#stopping.signal])
    const { status, contentType, body } = await this.#parts.fetchTarget(this.target, signal)
    if (status !== 200) throw new Error(`it answered with HTTP status ${status}`)
    const text = new TextDecoder('utf-8', { fatal: true }).decode(body)
    return parseExposition(text, contentType.startsWith('application/openmetrics-text'))
  }

  /** Writes; the reason when that was not possible. */
  async #write(request: Uint8Array): Promise<Error | null> {
    try {
      await this.#parts.write(this.target, request)
      return null
    } catch (error) {
      return error instanceof Error ? error : new Error(String(error))
    }
  }

  #now(): number {
    return this.#parts.clock.now().getTime()
  }
}
