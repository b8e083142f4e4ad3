import { setTimeout as sleep } from 'node:timers/promises'
import type { BareWorker } from './backends.ts'
import { Reopened } from './reopened.ts'

/** How long a worker waits that found no database, milliseconds. */
const REOPEN_MS = 1000

/** A worker that takes jobs from as soon as its database answers until it is closed, but for pauses. */
export class KeptWorker {
  readonly #worker: Reopened<BareWorker>
  readonly #onError: (error: unknown) => void
  #isPaused: boolean
  #isClosing = false

  constructor(open: () => BareWorker, isPaused: boolean, onError: (error: unknown) => void) {
    this.#worker = new Reopened(open)
    this.#isPaused = isPaused
    this.#onError = onError
    this.#keep().catch(onError)
  }

  /** Takes no more jobs; those in hand go on. */
  async pause(): Promise<void> {
    this.#isPaused = true
    await this.#worker.current?.pause(true)
  }

  /** Takes jobs again. */
  async resume(): Promise<void> {
    this.#isPaused = false
    await this.#worker.current?.resume()
  }

  /** Takes no more jobs and waits for those in hand. */
  async close(): Promise<void> {
    this.#isClosing = true
    await this.#worker.close()
  }

  /** Resolves when the worker was closed, or was paused: then `resume` sets it to work. */
  async #keep(): Promise<void> {
    while (!this.#isClosing) {
      try {
        const worker = await this.#worker.ready()
        if (this.#isPaused) await worker.pause(true)
        await worker.run()
        return
      } catch (error) {
        this.#onError(error)
        await sleep(REOPEN_MS)
      }
    }
  }
}
