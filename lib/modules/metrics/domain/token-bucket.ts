/**
 * A token bucket: `rate` tokens per second, at most `burst` at once. A single demand above `burst` passes when the
 * bucket is full and leaves a debt, so that it is neither impossible nor free.
 */
export class TokenBucket {
  readonly #rate: number
  readonly #burst: number
  #tokens: number
  #at: number

  constructor(rate: number, burst: number, nowMs: number) {
    this.#rate = rate
    this.#burst = burst
    this.#tokens = burst
    this.#at = nowMs
  }

  /** Takes `count` tokens and returns 0, or takes none and returns the seconds after which a retry can succeed. */
  take(count: number, nowMs: number): number {
    const elapsed = Math.max(0, nowMs - this.#at) / 1000
    this.#at = Math.max(this.#at, nowMs)
    this.#tokens = Math.min(this.#burst, this.#tokens + elapsed * this.#rate)
    const needed = Math.min(count, this.#burst)
    if (this.#tokens >= needed) {
      this.#tokens -= count
      return 0
    }
    return (needed - this.#tokens) / this.#rate
  }
}
