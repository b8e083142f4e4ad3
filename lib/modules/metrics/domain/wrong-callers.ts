import {
  NETWORK_COUNTING,
  oneMore,
  present,
  secondsOf,
  type Failures,
} from '#lib/modules/access/domain/guessing.ts'

/** Different wrong credentials that are told apart for one network; an exporter that repeats its own is one guess. */
const TOLD_APART = 64
/** Networks remembered at once; beyond it the quietest is forgotten. */
const MOST_NETWORKS = 10_000

interface Network {
  failures: Failures
  readonly marks: Set<string>
}

/**
 * Counts wrong credentials by network, by the rules of guesses at the web (ADR 0017). The same one shown again and again is
 * one guess: an exporter that was never told its new credential makes nobody wait.
 */
export class WrongCallers {
  readonly #networks = new Map<string, Network>()
  readonly #most: number

  constructor(most: number = MOST_NETWORKS) {
    this.#most = most
  }

  /** Seconds for which nothing unknown of this network is looked at; 0 when it may try. */
  secondsToWait(network: string, now: Date): number {
    const entry = this.#networks.get(network)
    return entry === undefined ? 0 : secondsOf([present(entry.failures, NETWORK_COUNTING, now)], now)
  }

  /** Counts a wrong credential, told apart by its mark; true when it was a new one. */
  count(network: string, mark: string, now: Date): boolean {
    const entry = this.#entryOf(network, now)
    const isNew = !entry.marks.has(mark)
    entry.marks.delete(mark)
    entry.marks.add(mark)
    const [quietest] = entry.marks
    if (entry.marks.size > TOLD_APART && quietest !== undefined) entry.marks.delete(quietest)
    if (isNew) entry.failures = oneMore(entry.failures, NETWORK_COUNTING, now)
    return isNew
  }

  #entryOf(network: string, now: Date): Network {
    const before = this.#networks.get(network)
    const failures = present(
      before?.failures ?? { failedCount: 0, waitsUntil: null, seenAt: now },
      NETWORK_COUNTING,
      now,
    )
    const entry: Network = { failures, marks: before?.marks ?? new Set() }
    this.#networks.delete(network)
    this.#networks.set(network, entry)
    const [quietest] = this.#networks.keys()
    if (this.#networks.size > this.#most && quietest !== undefined) this.#networks.delete(quietest)
    return entry
  }
}
