/** Limits of one machine request, whoever sends it. Sizes in bytes. */
export const REQUEST_LIMITS = {
  /** Body as it travels. */
  wireBytes: 5 * 1024 * 1024,
  /** Body after decompression; Prometheus uses the same figure. */
  decodedBytes: 32 * 1024 * 1024,
  /** Series of one remote-write request. */
  series: 100_000,
  /** Samples of one remote-write request. */
  samples: 1_000_000,
  /** Body of one scrape. */
  scrapeBytes: 10 * 1024 * 1024,
} as const

/** Limits of one series. Lengths in bytes of UTF-8. */
export const SERIES_LIMITS = {
  labels: 30,
  nameBytes: 256,
  valueBytes: 2048,
} as const

/** How far a sample's time may lie from the engine's clock, in milliseconds. */
export const TIME_LIMITS = {
  /** Ahead of the clock. */
  futureMs: 5 * 60_000,
  /** Behind the clock; the head's retention is the other bound, the shorter one counts. */
  pastMs: 24 * 3_600_000,
  /** Behind the newest sample of the same series. */
  outOfOrderMs: 10 * 60_000,
} as const

/** What a source may send. */
export interface Plan {
  /** Samples per second, averaged by a token bucket; null is unlimited. */
  readonly samplesPerSecond: number | null
  /** Samples that may come at once after a quiet time. */
  readonly burst: number
  /** Active series of the tenant (or of the platform's own part) that this source may bring it to; null is unlimited. */
  readonly maxSeries: number | null
}

/** The plans by the name that a source carries. */
export const PLANS = {
  standard: { samplesPerSecond: 10_000, burst: 200_000, maxSeries: 50_000 },
  unlimited: { samplesPerSecond: null, burst: 0, maxSeries: null },
} as const satisfies Record<string, Plan>

/** Name of a plan. */
export type PlanName = keyof typeof PLANS

/** True for a text that names a plan. */
const isPlanName = (text: string): text is PlanName => Object.hasOwn(PLANS, text)

/** The plan of that name; a name that is not known gets the standard plan, never more. */
export const planOf = (name: string): Plan => (isPlanName(name) ? PLANS[name] : PLANS.standard)
