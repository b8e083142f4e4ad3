import { isIPv6 } from 'node:net'
import type { Logger } from '#lib/infra/telemetry/logger.ts'
import type { DeniedRange, DenyList } from './deny-list.ts'
import { RESOLVE_MS, untilAborted, type Resolve } from './resolve.ts'

/** How long the addresses of a denied name are believed, milliseconds. */
const BELIEVED_MS = 30_000

/**
 * The ranges that are closed at a moment. A name closes the addresses that it has as well: otherwise whoever writes the address
 * instead of the name walks past it. A name that cannot be looked up keeps the addresses that it had.
 */
export class DeniedPlaces {
  readonly #list: DenyList
  readonly #resolve: Resolve
  readonly #log: Logger
  readonly #known = new Map<string, readonly DeniedRange[]>()
  #asking: Promise<void> | null = null
  #askedAt = -Infinity

  constructor(list: DenyList, resolve: Resolve, log: Logger) {
    this.#list = list
    this.#resolve = resolve
    this.#log = log
  }

  async ranges(): Promise<readonly DeniedRange[]> {
    const { ranges, names } = this.#list
    if (names.length === 0) return ranges
    if (performance.now() - this.#askedAt > BELIEVED_MS) {
      this.#asking ??= this.#ask(names)
      await this.#asking
    }
    return [...ranges, ...[...this.#known.values()].flat()]
  }

  async #ask(names: readonly string[]): Promise<void> {
    const signal = AbortSignal.timeout(RESOLVE_MS)
    await Promise.all(
      names.map(async (name) => {
        try {
          const addresses = await untilAborted(this.#resolve(name, signal), signal)
          this.#known.set(
            name,
            addresses.map((address) => ({ cidr: `${address}/${isIPv6(address) ? 128 : 32}`, by: name })),
          )
        } catch (error) {
          this.#log.info({ name, err: error }, 'a name of OUTGOING_DENY has no address now')
        }
      }),
    )
    this.#askedAt = performance.now()
    this.#asking = null
  }
}
