/** What may be under way at once, in all and for one source. */
export interface InFlightLimits {
  readonly bytes: number
  readonly bytesPerSource: number
  readonly requestsPerSource: number
}

/** Bodies that are being received or wait for their commit. Together they bound the memory that senders can take. */
const IN_FLIGHT_LIMITS: InFlightLimits = {
  bytes: 128 * 1024 * 1024,
  bytesPerSource: 64 * 1024 * 1024,
  requestsPerSource: 1024,
}

interface Share {
  bytes: number
  requests: number
}

/** Counts what is under way. */
export class InFlight {
  readonly #limits: InFlightLimits
  readonly #shares = new Map<string, Share>()
  #bytes = 0

  constructor(limits: InFlightLimits = IN_FLIGHT_LIMITS) {
    this.#limits = limits
  }

  /** Takes room for a body. Returns the function that gives it back, or null when there is none. */
  reserve(source: string, bytes: number): (() => void) | null {
    const share = this.#shares.get(source) ?? { bytes: 0, requests: 0 }
    if (
      this.#bytes + bytes > this.#limits.bytes ||
      share.bytes + bytes > this.#limits.bytesPerSource ||
      share.requests >= this.#limits.requestsPerSource
    ) {
      return null
    }
    this.#bytes += bytes
    share.bytes += bytes
    share.requests++
    this.#shares.set(source, share)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#bytes -= bytes
      share.bytes -= bytes
      share.requests--
      if (share.requests === 0) this.#shares.delete(source)
    }
  }
}
