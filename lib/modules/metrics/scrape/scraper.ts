import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { ScrapeTarget } from '../ports.ts'
import { ScrapeLoop, type ScrapeLoopParts } from './scrape-loop.ts'

/** What the scraper works with. */
export interface ScraperParts extends ScrapeLoopParts {
  /** All targets that are to be scraped now. */
  readonly listTargets: () => Promise<readonly ScrapeTarget[]>
  readonly log: Logger
}

/** How often the list of targets is asked for. */
const REFRESH_MS = 3000

/** Keeps one loop per target and follows the list of targets as it changes. */
export class Scraper {
  readonly #parts: ScraperParts
  readonly #loops = new Map<string, ScrapeLoop>()
  readonly #problems = new Map<string, string>()
  #timer: NodeJS.Timeout | undefined
  #refreshing: Promise<void> = Promise.resolve()
  #isStopped = false

  constructor(parts: ScraperParts) {
    this.#parts = parts
  }

  /** Begins to follow the list of targets. */
  start(): void {
    if (this.#isStopped) return
    this.#refreshing = this.#refresh().finally(() => {
      if (!this.#isStopped) this.#timer = setTimeout(() => this.start(), REFRESH_MS)
    })
  }

  /** Stops all loops. The targets are still there, so nothing is marked as ended. */
  async stop(): Promise<void> {
    this.#isStopped = true
    clearTimeout(this.#timer)
    await this.#refreshing
    await Promise.all([...this.#loops.values()].map(async (loop) => await loop.stop(false)))
    this.#loops.clear()
  }

  async #refresh(): Promise<void> {
    // A standby scrapes nothing, or everything would be scraped twice.
    if (!this.#parts.isOpen()) return
    let targets: readonly ScrapeTarget[]
    try {
      targets = await this.#parts.listTargets()
    } catch (error) {
      this.#parts.log.warn(
        { err: error },
        'the list of scrape targets cannot be read; the last one stays in use',
      )
      return
    }
    const wanted = new Map(targets.map((target) => [JSON.stringify(target), target]))
    const gone = [...this.#loops].filter(([key]) => !wanted.has(key))
    for (const [key] of gone) this.#loops.delete(key)
    await Promise.all(gone.map(async ([, loop]) => await loop.stop(true)))
    for (const [key, target] of wanted) {
      if (this.#loops.has(key)) continue
      const loop = new ScrapeLoop(target, { ...this.#parts, onScrape: this.#noteScrape })
      this.#loops.set(key, loop)
      loop.start()
    }
  }

  /** Logs when a target begins to fail, fails for another reason, or recovers; not each failure. */
  readonly #noteScrape = (target: ScrapeTarget, problem: string | null): void => {
    const before = this.#problems.get(target.id) ?? null
    if (problem === null) this.#problems.delete(target.id)
    else this.#problems.set(target.id, problem)
    const about = { target: target.id } // job and address are what a tenant wrote
    if (problem !== null && problem !== before) this.#parts.log.warn({ ...about, problem }, 'scrape failed')
    if (problem === null && before !== null) this.#parts.log.info(about, 'scrape works again')
    this.#parts.onScrape(target, problem)
  }
}
