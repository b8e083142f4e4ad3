import { listen } from '#lib/infra/db/index.ts'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import { UNKNOWN_KIND_SECONDS } from './define-job.ts'
import type { DueSource, DueWork } from './due-source.ts'
import type { OutboxStore } from './outbox-store.ts'
import type { QueueName } from './queue-names.ts'
import type { Queues } from './queues.ts'
import { within } from './within.ts'

/** Moves what is due into the queues. Every process runs one; that two of them find the same work is harmless. */
export interface Dispatcher {
  /** Looks soon at what falls due next: call it when something may have changed. */
  nudge(): void
  /** True while notifications of the database arrive; without them the sweep still finds everything. */
  isListening(): boolean
  /** Stops looking; work that was claimed and not queued falls due again when its claim runs out. */
  close(): Promise<void>
}

/** What a dispatcher needs. */
export interface DispatcherOptions {
  /** Address of the role `jobs`, for LISTEN. */
  readonly listenUrl: string
  readonly outbox: OutboxStore
  readonly sources: readonly DueSource[]
  readonly queues: Pick<Queues, 'add'>
  /** The queue of each kind of outbox row that this version knows. */
  readonly queueOf: (kind: string) => QueueName | undefined
  /** False while nothing may be claimed. */
  readonly mayClaim: () => boolean
  readonly log: Logger
  readonly sweepSeconds: number
  readonly leaseSeconds: number
  /** Milliseconds after which a look is given up; for tests. */
  readonly patienceMs?: number
}

/** Rows per query: enough to catch up fast, small enough to leave other processes their share. */
const BATCH = 200
/** Seconds after which rows come back that the queue did not take. */
const QUEUE_AWAY_SECONDS = 2
/** Shortest wait of the timer that follows the next due row. */
const TIMER_FLOOR_MS = 20
/** Work that is due and was queued stays due until it is done: whether it is, is asked no more often than this. */
const IN_HAND_MS = 250
/** A look that takes longer is given up, so that the next one can begin: a query that never ends must not end paging. */
const PASS_PATIENCE_MS = 30_000
/** Finished jobs and notifications within so many milliseconds lead to one look at what falls due next. */
const NUDGE_MS = 50

class Dispatch {
  readonly #options: DispatcherOptions
  #running: Promise<void> | undefined
  #again = false
  #closed = false
  #timer: NodeJS.Timeout | undefined
  #nudged: NodeJS.Timeout | undefined

  constructor(options: DispatcherOptions) {
    this.#options = options
  }

  /** Looks now, or once more when a look is under way: a row committed meanwhile is not missed. */
  look(): void {
    if (this.#closed) return
    if (this.#running !== undefined) {
      this.#again = true
      return
    }
    const patienceMs = this.#options.patienceMs ?? PASS_PATIENCE_MS
    this.#running = within(patienceMs, this.#pass(), `a look took longer than ${patienceMs} ms`)
      .catch((error: unknown) =>
        this.#options.log.warn({ err: error }, 'what is due could not be read; the next sweep looks again'),
      )
      .finally(() => {
        this.#running = undefined
        if (!this.#again) return
        this.#again = false
        this.look()
      })
  }

  nudge(): void {
    if (this.#closed) return
    this.#nudged ??= setTimeout(() => {
      this.#nudged = undefined
      this.look()
    }, NUDGE_MS)
  }

  async close(): Promise<void> {
    this.#closed = true
    clearTimeout(this.#timer)
    clearTimeout(this.#nudged)
    await this.#running
  }

  async #pass(): Promise<void> {
    // Armed first: whatever fails below, the sweep comes.
    this.#arm(this.#options.sweepSeconds * 1000)
    if (!this.#options.mayClaim()) return
    const { outbox, sources } = this.#options
    await this.#claim()
    if ((await outbox.releaseExpired()) > 0) await this.#claim()
    for (const source of sources) await this.#enqueueDue(source)
    const waits = [await outbox.msUntilNext()]
    for (const source of sources) waits.push(await source.msUntilNext())
    const next = waits.filter((ms) => ms !== null).map((ms) => (ms > 0 ? ms : IN_HAND_MS))
    this.#arm(Math.min(this.#options.sweepSeconds * 1000, ...next))
  }

  #arm(ms: number): void {
    clearTimeout(this.#timer)
    if (!this.#closed) this.#timer = setTimeout(() => this.look(), Math.max(TIMER_FLOOR_MS, ms))
  }

  async #claim(): Promise<void> {
    const { outbox, leaseSeconds, queueOf, log } = this.#options
    for (;;) {
      const rows = await outbox.claimDue(BATCH, leaseSeconds)
      const found: DueWork[] = []
      for (const { id, kind, owner } of rows) {
        const queue = queueOf(kind)
        if (queue === undefined) {
          log.warn(
            { kind, id },
            'an outbox row of a kind that this version does not know: left to another version',
          )
          await outbox.giveBack([id], UNKNOWN_KIND_SECONDS, `unknown kind ${kind}`)
          continue
        }
        found.push({ queue, work: { name: kind, id, data: { ...owner, outboxId: id, payload: null } } })
      }
      await this.#enqueue(
        found,
        async (ids, reason) => await outbox.giveBack(ids, QUEUE_AWAY_SECONDS, reason),
      )
      if (rows.length < BATCH || this.#closed) return
    }
  }

  async #enqueueDue(source: DueSource): Promise<void> {
    // One batch per pass: rows stay due until their work is done, so a second query would find the same ones.
    await this.#enqueue(await source.due(BATCH), async () => await Promise.resolve())
  }

  async #enqueue(
    found: readonly DueWork[],
    giveBack: (ids: string[], reason: string) => Promise<void>,
  ): Promise<void> {
    for (const [queue, items] of Map.groupBy(found, (item) => item.queue)) {
      const work = items.map((item) => item.work)
      try {
        await this.#options.queues.add(queue, work)
      } catch (error) {
        const reason = error instanceof Error ? error.message : String(error)
        this.#options.log.warn(
          { queue, jobs: work.length, err: error },
          'the queue took no work; it stays due',
        )
        await giveBack(
          work.map((item) => item.id),
          reason,
        )
      }
    }
  }
}

/** Starts to move due work into the queues: at once when the database notifies, and at the latest every sweep. */
export function startDispatcher(options: DispatcherOptions): Dispatcher {
  const dispatch = new Dispatch(options)
  const listener = listen({
    url: options.listenUrl,
    channels: ['outbox'],
    onNotification: () => dispatch.look(),
    onConnected: () => dispatch.look(),
  })
  dispatch.look()
  return {
    nudge: () => dispatch.nudge(),
    isListening: () => listener.isConnected(),
    async close() {
      await listener.close()
      await dispatch.close()
    },
  }
}
