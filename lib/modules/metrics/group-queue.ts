import { DomainError } from '#lib/core/errors.ts'
import { MAX_ROWS_PER_APPEND, type LogRow } from './log-repository.ts'

/** A request that waits for its commit. */
export interface QueueEntry {
  readonly row: LogRow
  /** Writes the request into the head. */
  readonly apply: () => void
  readonly resolve: () => void
  readonly reject: (reason: DomainError) => void
}

/** Payload bytes that may wait: what a database that stands still for some seconds costs in memory. */
const MAX_WAITING_BYTES = 64 * 1024 * 1024
/** Payload bytes of one commit. */
const MAX_GROUP_BYTES = 8 * 1024 * 1024

/** Requests that wait for the next commit, in the order of their arrival. Bounded by bytes. */
export class GroupQueue {
  #entries: QueueEntry[] = []
  #bytes = 0
  #wake: () => void = () => undefined

  /** How many requests wait. */
  get length(): number {
    return this.#entries.length
  }

  /** Adds a request and resolves once it was committed and applied. Rejects with `unavailable` when too much waits. */
  async push(row: LogRow, apply: () => void): Promise<void> {
    if (this.#bytes + row.payload.length > MAX_WAITING_BYTES) {
      throw new DomainError(
        'unavailable',
        'The database is too slow for what is being sent; too much waits already.',
        {
          retryAfterSeconds: 5,
        },
      )
    }
    this.#bytes += row.payload.length
    await new Promise<void>((resolve, reject) => {
      this.#entries.push({ row, apply, resolve, reject })
      this.#wake()
    })
  }

  /** Takes the requests of the next commit. */
  take(): readonly QueueEntry[] {
    let count = 0
    let bytes = 0
    for (const { row } of this.#entries) {
      bytes += row.payload.length
      if (count === MAX_ROWS_PER_APPEND || (count > 0 && bytes > MAX_GROUP_BYTES)) break
      count++
    }
    const group = this.#entries.splice(0, count)
    for (const { row } of group) this.#bytes -= row.payload.length
    return group
  }

  /** Refuses all that waits. */
  rejectAll(reason: DomainError): void {
    const entries = this.#entries
    this.#entries = []
    this.#bytes = 0
    for (const entry of entries) entry.reject(reason)
  }

  /** Ends a wait for work. */
  wake(): void {
    this.#wake()
  }

  /** Resolves when there is work, at `wake()`, or after `ms` milliseconds. */
  async waitForWork(ms: number): Promise<void> {
    if (this.#entries.length > 0) return
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms)
      this.#wake = () => {
        clearTimeout(timer)
        resolve()
      }
    })
    this.#wake = () => undefined
  }
}
