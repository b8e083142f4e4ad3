import type { RuleOwner } from './domain/rule.ts'

interface Entry<T> {
  readonly owner: RuleOwner
  readonly metrics: readonly string[]
  readonly item: T
}

/** Finds the rules that read a metric. A rule whose selectors may match any metric is found by none: its interval decides. */
export class RuleIndex<T> {
  readonly #entries = new Map<string, Entry<T>>()
  /** Platform → metric → ids of rules. */
  readonly #readers = new Map<string, Map<string, Set<string>>>()

  /** Adds a rule, or replaces it. */
  set(id: string, owner: RuleOwner, metrics: readonly string[] | undefined, item: T): void {
    this.delete(id)
    if (metrics === undefined) return
    this.#entries.set(id, { owner, metrics, item })
    const platform = this.#readers.get(owner.platformId) ?? new Map<string, Set<string>>()
    this.#readers.set(owner.platformId, platform)
    for (const metric of metrics) {
      const ids = platform.get(metric) ?? new Set<string>()
      platform.set(metric, ids.add(id))
    }
  }

  /** Removes a rule. */
  delete(id: string): void {
    const entry = this.#entries.get(id)
    if (entry === undefined) return
    this.#entries.delete(id)
    const platform = this.#readers.get(entry.owner.platformId)
    for (const metric of entry.metrics) {
      const ids = platform?.get(metric)
      ids?.delete(id)
      if (ids?.size === 0) platform?.delete(metric)
    }
  }

  /** Removes every rule. */
  clear(): void {
    this.#entries.clear()
    this.#readers.clear()
  }

  /** The rules that samples of these metrics of this owner may concern: its own, and those of its platform. */
  readersOf(metricNames: ReadonlySet<string>, owner: RuleOwner): Set<T> {
    const found = new Set<T>()
    const platform = this.#readers.get(owner.platformId)
    if (platform === undefined) return found
    const take = (ids: ReadonlySet<string>): void => {
      for (const id of ids) {
        const entry = this.#entries.get(id)
        if (entry === undefined) continue
        if (entry.owner.tenantId === null || entry.owner.tenantId === owner.tenantId) found.add(entry.item)
      }
    }
    // The smaller of the two decides: a request may carry thousands of metrics, and a platform read only a few.
    if (metricNames.size < platform.size) {
      for (const name of metricNames) take(platform.get(name) ?? new Set())
    } else {
      for (const [name, ids] of platform) if (metricNames.has(name)) take(ids)
    }
    return found
  }
}
