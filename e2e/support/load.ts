import { appendFileSync, readFileSync } from 'node:fs'
import { setTimeout as sleep } from 'node:timers/promises'
import { NO_ANSWER, writeOnce, type WriteAddress, type Written } from './remote-write.ts'

/** What the senders of a load have seen. */
export interface LoadReport {
  /** Requests by status; 0 where nobody answered. */
  readonly statuses: ReadonlyMap<number, number>
  /** Samples that were answered 2xx, as the record outside has them: `series time value`. */
  readonly accepted: ReadonlySet<string>
  /** The longest time in which nothing was accepted, milliseconds. */
  readonly longestGapMs: number
}

/** Senders that run. */
export interface Load {
  /** How many samples were accepted so far. */
  readonly accepted: () => number
  /** Lets each sender end its batch and says what they have seen. */
  stop(): Promise<LoadReport>
}

/** The metric that the senders write. */
export const LOAD_METRIC = 'survival_load'
const SENDERS = 4
const SERIES_EACH = 5
const PACE_MS = 25
const RETRY_MS = 100

/** One sample as the record and the comparison name it. */
export const nameSample = (series: string, at: number, value: number): string => `${series} ${at} ${value}`

/** How a load is told apart from others, where its record goes, and what ends it at once. */
export interface LoadOptions {
  /** Value of the label of the same name on every series. */
  readonly run: string
  readonly file: string
  readonly abandoned: AbortSignal
}

/**
 * Starts senders that behave as Prometheus does: one batch at a time, repeated until it is accepted or refused for good.
 * Every sample that was answered 2xx is appended to `file`, outside of the system under test. `abandoned` ends them at once.
 */
export function startLoad(address: WriteAddress, options: LoadOptions): Load {
  const { run, file, abandoned } = options
  const stopping = new AbortController()
  const statuses = new Map<number, number>()
  let accepted = 0
  let lastAt = performance.now()
  let longestGapMs = 0
  const note = (batch: readonly Written[]): void => {
    const lines = batch.map(({ labels, at, value }) => nameSample(labels['series'] ?? '', at, value))
    appendFileSync(file, `${lines.join('\n')}\n`)
    accepted += batch.length
    longestGapMs = Math.max(longestGapMs, performance.now() - lastAt)
    lastAt = performance.now()
  }
  const deliver = async (batch: readonly Written[]): Promise<void> => {
    while (!abandoned.aborted) {
      const { status, text } = await writeOnce(address, batch)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
      if (status >= 200 && status < 300) {
        note(batch)
        return
      }
      const isPassing = status === NO_ANSWER || status === 429 || status === 503
      if (!isPassing) throw new Error(`a batch was answered ${status}: ${text.slice(0, 500)}`)
      await sleep(RETRY_MS)
    }
  }
  const send = async (sender: number): Promise<void> => {
    for (let at = 0, turn = 0; !stopping.signal.aborted && !abandoned.aborted; turn += 1) {
      at = Math.max(at + 1, Date.now())
      await deliver(
        Array.from({ length: SERIES_EACH }, (_, i) => ({
          metric: LOAD_METRIC,
          labels: { job: 'survival', run, series: `${sender}-${i}` },
          at,
          value: turn,
        })),
      )
      await sleep(PACE_MS)
    }
  }
  const senders = Promise.allSettled(Array.from({ length: SENDERS }, async (_, sender) => await send(sender)))
  return {
    accepted: () => accepted,
    async stop() {
      stopping.abort()
      for (const ending of await senders) if (ending.status === 'rejected') throw ending.reason
      const lines = readFileSync(file, 'utf8').trimEnd().split('\n')
      return { statuses, accepted: new Set(lines), longestGapMs }
    },
  }
}
