import { isIPv6 } from 'node:net'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { DeniedRange, DenyList } from './deny-list.ts'
import { RESOLVE_MS, untilAborted, type Resolve } from './resolve.ts'

/** How long the addresses of a denied name are believed, milliseconds. */
const BELIEVED_MS = 30_000
/** How long an address stays closed that the name has no more: many names give a few of their addresses at a time. */
const KEPT_MS = 10 * 60_000

/**
 * The ranges that are closed at a moment. A name closes the addresses that it has as well: otherwise whoever writes the address
 * instead of the name walks past it. A name that cannot be looked up keeps the addresses that it had; one that never could is
 * asked for again by every request, since until then nothing but the name itself is closed.
 */
export class DeniedPlaces {
  readonly #list: DenyList
  readonly #resolve: Resolve
  readonly #log: Logger
  readonly #now: () => number
  /** When each address of a name was last given, by name and address. */
  readonly #known = new Map<string, Map<string, number>>()
  #asking: Promise<void> | null = null
  #askedAt = -Infinity

  constructor(list: DenyList, resolve: Resolve, log: Logger, now = (): number => performance.now()) {
    this.#list = list
    this.#resolve = resolve
    this.#log = log
    this.#now = now
  }

  async ranges(): Promise<readonly DeniedRange[]> {
    const { ranges, names } = this.#list
    const isRound = this.#now() - this.#askedAt > BELIEVED_MS
    const due = isRound ? names : names.filter((name) => !this.#known.has(name))
    if (due.length > 0) {
      this.#asking ??= this.#ask(due, isRound)
      await this.#asking
    }
    const byName = [...this.#known].flatMap(([by, addresses]) =>
      [...addresses.keys()].map((address) => ({ cidr: `${address}/${isIPv6(address) ? 128 : 32}`, by })),
    )
    return [...ranges, ...byName]
  }

  async #ask(names: readonly string[], isRound: boolean): Promise<void> {
    const signal = AbortSignal.timeout(RESOLVE_MS)
    await Promise.all(
      names.map(async (name) => {
        try {
          this.#learn(name, await untilAborted(this.#resolve(name, signal), signal))
        } catch (error) {
          const isOpen = !this.#known.has(name)
          // Once in a round: what is asked for by every request would say it with every request.
          const level = isRound ? 'warn' : 'debug'
          this.#log[level]({ name, isOpen, err: error }, 'a name of OUTGOING_DENY has no address now')
        }
      }),
    )
    if (isRound) this.#askedAt = this.#now()
    this.#asking = null
  }

  #learn(name: string, addresses: readonly string[]): void {
    const now = this.#now()
    const known = new Map([...(this.#known.get(name) ?? [])].filter(([, at]) => now - at <= KEPT_MS))
    // One with a zone, as fe80::1%eth0, is link-local: nobody calls it anyway, and it is part of no range.
    for (const address of addresses) if (!address.includes('%')) known.set(address, now)
    this.#known.set(name, known)
  }
}
