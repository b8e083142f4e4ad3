import { setTimeout as sleep } from 'node:timers/promises'
import type { Mailbox } from '#testing/mailbox.ts'
import type { WebhookReceiver } from '#testing/webhook-receiver.ts'
import { BURNING_METRIC, LANES, type Estate } from './estate.ts'
import { receiptsOf, type Receipt } from './receipts.ts'
import { NO_ANSWER, writeOnce, type Written } from './remote-write.ts'

/** An alert that was made to fire: its summary, and how long its pages took from the accepted sample on. */
export interface Episode {
  readonly title: string
  /** Milliseconds; null when some page did not come in time. */
  pagedAfterMs: number | null
}

/** Alerts that fire and resolve, side by side, again and again. */
export interface Episodes {
  readonly begun: readonly Episode[]
  /** Lets each of them end, which takes at most `limitMs` of the start. */
  stop(): Promise<void>
  /** Puts out what still burns, so that it is not part of the next ordeal; for the end of one that was abandoned. */
  putOut(): Promise<void>
}

const RETRY_MS = 100
const POLL_MS = 100

/** The pages that one episode has to bring: `step address`. */
const wantedPages = ({ pagedAt }: Estate): string[] =>
  [...pagedAt].flatMap(([step, places]) => places.map((to) => `${step} ${to}`))

/** Pages of an episode that have not come. */
export function missingPages(estate: Estate, title: string, receipts: readonly Receipt[]): string[] {
  const there = new Set(
    receipts
      .filter((receipt) => receipt.title === title && receipt.purpose === 'page')
      .map(({ step, to }) => `${step} ${to}`),
  )
  return wantedPages(estate).filter((page) => !there.has(page))
}

/** True once somebody was told that the incident of an episode is over; the next one would join it before. */
const isOver = (title: string, receipts: readonly Receipt[]): boolean =>
  receipts.some((receipt) => receipt.title === title && receipt.purpose === 'resolved')

/** Where pages arrive, and how long one is waited for. */
export interface EpisodeOptions {
  /** Part of every alert's name. */
  readonly run: string
  readonly mailbox: Mailbox
  readonly receiver: WebhookReceiver
  readonly limitMs: number
  /** Ends everything at once. */
  readonly abandoned: AbortSignal
}

const sampleOf = (lane: number, episode: string, value: number): Written => ({
  metric: BURNING_METRIC,
  labels: { job: 'survival', lane: String(lane), episode },
  at: Date.now(),
  value,
})

/**
 * Keeps `LANES` alerts going. Each writes one sample that fires, exactly until it is answered 2xx and never again, waits
 * for all the pages that this promises, writes one sample that resolves, and waits for the word that it is over.
 */
export function startEpisodes(estate: Estate, options: EpisodeOptions): Episodes {
  const { run, mailbox, receiver, limitMs, abandoned } = options
  const stopping = new AbortController()
  const begun: Episode[] = []
  const burning = new Set<{ readonly lane: number; readonly name: string }>()
  const write = async (lane: number, episode: string, value: number): Promise<void> => {
    const samples = [sampleOf(lane, episode, value)]
    while (!abandoned.aborted) {
      const { status, text } = await writeOnce(estate.source, samples)
      if (status >= 200 && status < 300) return
      const isPassing = status === NO_ANSWER || status === 429 || status === 503
      if (!isPassing) throw new Error(`a sample was answered ${status}: ${text.slice(0, 500)}`)
      await sleep(RETRY_MS)
    }
  }
  /** Milliseconds until it is so; null when that takes longer than the limit. */
  const within = async (isSo: () => boolean): Promise<number | null> => {
    const start = performance.now()
    while (!isSo()) {
      if (performance.now() - start > limitMs || abandoned.aborted) return null
      await sleep(POLL_MS)
    }
    return performance.now() - start
  }
  const burn = async (lane: number, name: string): Promise<void> => {
    const episode: Episode = { title: `burning ${name}`, pagedAfterMs: null }
    const fire = { lane, name }
    burning.add(fire)
    await write(lane, name, 1)
    begun.push(episode)
    const receipts = (): readonly Receipt[] => receiptsOf(mailbox, receiver)
    episode.pagedAfterMs = await within(() => missingPages(estate, episode.title, receipts()).length === 0)
    await write(lane, name, 0)
    if (!abandoned.aborted) burning.delete(fire)
    await within(() => isOver(episode.title, receipts()))
  }
  const keepBurning = async (lane: number): Promise<void> => {
    for (let turn = 0; !stopping.signal.aborted && !abandoned.aborted; turn += 1)
      await burn(lane, `${run}-${lane}-${turn}`)
  }
  const all = Promise.allSettled(Array.from({ length: LANES }, async (_, lane) => await keepBurning(lane)))
  return {
    begun,
    async putOut() {
      await all
      for (const { lane, name } of burning) await writeOnce(estate.source, [sampleOf(lane, name, 0)])
    },
    async stop() {
      stopping.abort()
      for (const ending of await all) if (ending.status === 'rejected') throw ending.reason
    },
  }
}
