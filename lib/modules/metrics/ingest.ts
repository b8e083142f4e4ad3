import type { Clock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { decodeSnappy } from './decode-snappy.ts'
import { applyBatch, type Touched } from './domain/head/apply-batch.ts'
import type { Head, Lane } from './domain/head/head.ts'
import { readBatch, type Batch } from './domain/head/read-batch.ts'
import type { Plan } from './domain/limits.ts'
import type { Outcome } from './domain/refusal.ts'
import { TokenBucket } from './domain/token-bucket.ts'
import type { LeaderLog } from './leader-log.ts'
import type { LogRow, StoredRow } from './log-repository.ts'
import type { TenantDirectory } from './ports.ts'

/** Who sends, and within which limits. */
export interface Sender {
  /** Null for what the engine scrapes or measures itself. */
  readonly sourceId: string | null
  readonly platformId: string
  readonly tenantId: string | null
  readonly tenantLabel: string | null
  readonly plan: Plan
}

/** What the ingest works with. */
export interface IngestParts {
  readonly head: Head
  readonly log: LeaderLog
  readonly clock: Clock
  readonly tenants: TenantDirectory
  /** Called for each request that was written live, after it is visible to queries. Must return at once. */
  readonly onWritten: (touched: Touched) => void
}

/** A suspension is known to the engine after this many milliseconds at the latest. */
const NOTICED_WITHIN_MS = 5000

/** Beyond this many sources all of them begin anew with a full bucket: memory is bounded, and nobody is wronged. */
const MAX_BUCKETS = 10_000

/** The one way for samples into the engine: judge, make durable, make visible. */
export class Ingest {
  readonly #parts: IngestParts
  readonly #buckets = new Map<string, TokenBucket>()
  #directoryVersion = -1

  constructor(parts: IngestParts) {
    this.#parts = parts
  }

  /**
   * Takes a remote-write 1.0 request as it was received (a snappy block). Resolves once the samples that are valid are durable
   * and visible, with what became of each. Throws `MalformedRequest` or `RequestTooLarge` when it cannot be read, and a
   * `DomainError`: `limit_exceeded` above the rate of the plan (nothing was written), `unavailable` when it cannot be stored.
   */
  async write(sender: Sender, payload: Uint8Array): Promise<Outcome> {
    const { log, clock } = this.#parts
    const nowMs = clock.now().getTime()
    const batch = this.#read(decodeSnappy(payload), laneOf(sender), { nowMs, shutMs: nowMs })
    this.#checkRate(sender, batch.samples, nowMs)
    if (batch.samples === 0) return batch.outcome
    let touched: Touched = new Map()
    await log.append(rowOf(sender, payload, nowMs), () => {
      touched = this.#apply(batch, nowMs)
    })
    this.#parts.onWritten(touched)
    return batch.outcome
  }

  /** Applies a request of the log as it was applied, or would have been, when it was received. */
  replay(row: StoredRow): void {
    const lane: Lane = row
    const nowMs = row.receivedAtMs
    // What was taken before the suspension was noticed stays taken.
    this.#apply(
      this.#read(decodeSnappy(row.payload), lane, { nowMs, shutMs: nowMs - NOTICED_WITHIN_MS }),
      nowMs,
    )
  }

  #read(body: Uint8Array, lane: Lane, { nowMs, shutMs }: { nowMs: number; shutMs: number }): Batch {
    const { head, tenants } = this.#parts
    if (tenants.version !== this.#directoryVersion) {
      this.#directoryVersion = tenants.version
      head.forgetSpellings()
    }
    return readBatch(body, {
      lane,
      head,
      nowMs,
      resolveTenant: (platformId, named) => tenants.resolve(platformId, named),
      isShut: (tenantId) => tenants.isShut(tenantId, shutMs),
    })
  }

  #apply(batch: Batch, nowMs: number): Touched {
    return applyBatch(batch, this.#parts.head, nowMs)
  }

  #checkRate({ sourceId, plan }: Sender, samples: number, nowMs: number): void {
    if (plan.samplesPerSecond === null || sourceId === null) return
    const key = `${sourceId}/${plan.samplesPerSecond}`
    let bucket = this.#buckets.get(key)
    if (bucket === undefined) {
      if (this.#buckets.size >= MAX_BUCKETS) this.#buckets.clear()
      bucket = new TokenBucket(plan.samplesPerSecond, plan.burst, nowMs)
      this.#buckets.set(key, bucket)
    }
    const waitSeconds = bucket.take(samples, nowMs)
    if (waitSeconds === 0) return
    throw new DomainError(
      'limit_exceeded',
      `The plan of this source allows ${plan.samplesPerSecond} samples per second; nothing of this request was written.`,
      { retryAfterSeconds: waitSeconds },
    )
  }
}

const laneOf = ({ platformId, tenantId, tenantLabel, plan }: Sender): Lane => ({
  platformId,
  tenantId,
  tenantLabel,
  maxSeries: plan.maxSeries,
})

const rowOf = (sender: Sender, payload: Uint8Array, receivedAtMs: number): LogRow => ({
  receivedAtMs,
  platformId: sender.platformId,
  tenantId: sender.tenantId,
  sourceId: sender.sourceId,
  tenantLabel: sender.tenantLabel,
  maxSeries: sender.plan.maxSeries,
  payload,
})
