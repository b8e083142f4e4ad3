/** What can be opened anew. */
interface Openable {
  waitUntilReady(): Promise<unknown>
  close(): Promise<void>
}

/**
 * A queue or worker that is opened anew until it was ready once. BullMQ remembers the first answer of its database for
 * ever: one that was opened while the database was away would say so to the end of the process, and nobody was paged.
 */
export class Reopened<T extends Openable> {
  readonly #open: () => T
  #opening: Promise<T> | undefined
  #latest: T | undefined
  /** The one that is ready. */
  current: T | undefined

  constructor(open: () => T) {
    this.#open = open
  }

  /** Resolves with the one that is ready; rejects as its database did, and the next call opens another one. */
  async ready(): Promise<T> {
    this.#opening ??= this.#tryOpen()
    return await this.#opening
  }

  /** Closes what was opened last. */
  async close(): Promise<void> {
    await this.#latest?.close()
  }

  async #tryOpen(): Promise<T> {
    const fresh = this.#open()
    this.#latest = fresh
    try {
      await fresh.waitUntilReady()
      this.current = fresh
      return fresh
    } catch (error) {
      this.#opening = undefined
      fresh.close().catch(() => undefined)
      throw error
    }
  }
}
