import { CANARY_PLATFORM_ID } from '#lib/core/canary.ts'
import type { Scope } from '#lib/core/scope.ts'
import { Partition, type OnNewJob } from './partition.ts'
import { RawIndex } from './raw-index.ts'
import type { HeadTotals, SeriesOwner } from './series.ts'

/** Where the samples of a source go: the scope that the source fixes, and how a tenant is named when it does not fix one. */
export interface Lane extends SeriesOwner {
  /** Label whose value names the tenant; null when the source fixes the scope. */
  readonly tenantLabel: string | null
  /** The most series that a partition may hold for this source to make new ones; null is unlimited. */
  readonly maxSeries: number | null
}

/** The series and samples that are held in memory: everything that was received within the retention. */
export class Head {
  /** How long samples are kept, in milliseconds. */
  readonly retentionMs: number
  readonly totals: HeadTotals = { series: 0, samples: 0, sampleBytes: 0, labelBytes: 0 }
  /** The canaries' few series are in no count. */
  readonly #uncounted: HeadTotals = { series: 0, samples: 0, sampleBytes: 0, labelBytes: 0 }

  readonly #onNewJob: OnNewJob
  readonly #partitions = new Map<string, Partition>()
  readonly #rawIndexes = new Map<string, RawIndex>()

  constructor(retentionMs: number, onNewJob: OnNewJob) {
    this.retentionMs = retentionMs
    this.#onNewJob = onNewJob
  }

  /** The partition of a tenant, or of a platform's own part; made when there is none yet. */
  partition(owner: SeriesOwner): Partition {
    const key = `${owner.platformId}/${owner.tenantId ?? ''}`
    let partition = this.#partitions.get(key)
    if (partition === undefined) {
      const totals = owner.platformId === CANARY_PLATFORM_ID ? this.#uncounted : this.totals
      partition = new Partition(owner, totals, this.#onNewJob)
      this.#partitions.set(key, partition)
    }
    return partition
  }

  /** What a scope sees: everything but the canaries for the operator, one platform with its tenants, or exactly one tenant. */
  partitionsIn(scope: Scope): Partition[] {
    const all = [...this.#partitions.values()]
    switch (scope.kind) {
      case 'operator':
        return all.filter((partition) => partition.platformId !== CANARY_PLATFORM_ID)
      case 'platform':
        return all.filter((partition) => partition.platformId === scope.platformId)
      case 'tenant':
        return all.filter(
          (partition) => partition.platformId === scope.platformId && partition.tenantId === scope.tenantId,
        )
    }
  }

  /** The known spellings of labels on a lane. Lanes are apart, for the same bytes mean another series elsewhere. */
  rawIndex(lane: Lane): RawIndex {
    const key = `${lane.platformId}/${lane.tenantId ?? ''}/${lane.tenantLabel ?? ''}`
    let index = this.#rawIndexes.get(key)
    if (index === undefined) {
      index = new RawIndex()
      this.#rawIndexes.set(key, index)
    }
    return index
  }

  /** Forgets which series a spelling meant: called when the names of tenants have changed. */
  forgetSpellings(): void {
    this.#rawIndexes.clear()
  }

  /** Drops everything of tenants that are no more. */
  forgetTenants(tenantIds: ReadonlySet<string>): void {
    for (const [key, partition] of this.#partitions) {
      if (partition.tenantId === null || !tenantIds.has(partition.tenantId)) continue
      partition.sweep(Number.POSITIVE_INFINITY)
      this.#partitions.delete(key)
    }
    this.forgetSpellings()
  }

  /** Drops what is older than the retention; returns how many series left. */
  sweep(nowMs: number): number {
    let gone = 0
    for (const [key, partition] of this.#partitions) {
      gone += partition.sweep(nowMs - this.retentionMs)
      if (partition.size === 0) this.#partitions.delete(key)
    }
    if (gone > 0) {
      for (const index of this.#rawIndexes.values()) index.sweep()
    }
    return gone
  }
}
