import type { Scope } from '#lib/core/scope.ts'
import {
  Labels,
  type CompiledMatcher,
  type Series,
  type SeriesSet,
  type SeriesSource,
} from '#lib/promql/index.ts'
import type { Head } from './domain/head/head.ts'
import type { Partition } from './domain/head/partition.ts'
import type { LabelTest } from './domain/head/postings.ts'
import type { HeadSeries } from './domain/head/series.ts'
import { sentName, shownLabels } from './domain/scope-labels.ts'
import type { FlatLabels } from './domain/labels.ts'
import type { TenantDirectory } from './ports.ts'

type Names = Pick<TenantDirectory, 'platformName' | 'tenantName'>

/**
 * What PromQL reads in one scope. A tenant's source opens that tenant's partition and nothing else, and shows the labels as
 * they were sent; above it the labels `platform` and `tenant` are added. Answers at once, with views into the head.
 */
export class ScopeSource implements SeriesSource {
  readonly #head: Head
  readonly #scope: Scope
  readonly #names: Names
  readonly #cache: LabelsCache

  constructor(head: Head, scope: Scope, names: Names, cache: LabelsCache) {
    this.#head = head
    this.#scope = scope
    this.#names = names
    this.#cache = cache
  }

  /** All series of the scope that meet every matcher and have samples between the two times. */
  readonly select = (matchers: readonly CompiledMatcher[], fromMs: number, toMs: number): SeriesSet => {
    const found: Series[] = []
    for (const partition of this.#head.partitionsIn(this.#scope)) {
      const tests = this.#testsFor(partition, matchers)
      if (tests === null) continue
      const labelsOf = this.#labelsIn(partition)
      for (const series of partition.select(tests)) {
        const { times, values } = series.window(fromMs, toMs)
        if (times.length > 0) found.push({ labels: labelsOf(series), timestamps: times, values })
      }
    }
    return found
  }

  /** The matchers as tests of sent labels; null when the partition as a whole does not meet them. */
  #testsFor(partition: Partition, matchers: readonly CompiledMatcher[]): LabelTest[] | null {
    const tests: LabelTest[] = []
    for (const matcher of matchers) {
      const name = this.#scope.kind === 'tenant' ? matcher.name : sentName(matcher.name)
      if (name !== undefined) tests.push(toTest(matcher, name))
      else if (!matcher.matches(this.#addedValue(partition, matcher.name))) return null
    }
    return tests
  }

  #addedValue({ platformId, tenantId }: Partition, name: string): string {
    if (name === 'platform') return this.#names.platformName(platformId)
    return tenantId === null ? '' : this.#names.tenantName(tenantId)
  }

  #labelsIn({ platformId, tenantId }: Partition): (series: HeadSeries) => Labels {
    if (this.#scope.kind === 'tenant') return (series) => this.#cache.asSent(series)
    const added = {
      platform: this.#names.platformName(platformId),
      tenant: tenantId === null ? null : this.#names.tenantName(tenantId),
    }
    return (series) => this.#cache.asShown(series, added)
  }
}

function toTest({ operator, values, matches }: CompiledMatcher, name: string): LabelTest {
  // For the negative operators `values` are those that do not pass.
  return { name, matches, values: operator === '=' || operator === '=~' ? values : undefined }
}

/** The labels of series in the form that PromQL wants, kept for as long as the series are in the head. */
export class LabelsCache {
  readonly #sent = new WeakMap<HeadSeries, Labels>()
  readonly #shown = new WeakMap<HeadSeries, Labels>()

  /** As the sender wrote them. */
  asSent(series: HeadSeries): Labels {
    let labels = this.#sent.get(series)
    if (labels === undefined) {
      labels = Labels.from(pairs(series.labels))
      this.#sent.set(series, labels)
    }
    return labels
  }

  /** With the labels that say whose series it is. */
  asShown(series: HeadSeries, added: { readonly platform: string; readonly tenant: string | null }): Labels {
    const known = this.#shown.get(series)
    // Names change, rarely: a label set that says another name is made again.
    if (known?.get('platform') === added.platform && known.get('tenant') === (added.tenant ?? ''))
      return known
    const labels = Labels.from(shownLabels(series.labels, added))
    this.#shown.set(series, labels)
    return labels
  }
}

function* pairs(labels: FlatLabels): Generator<readonly [string, string]> {
  for (let i = 0; i + 1 < labels.length; i += 2) yield [labels[i] ?? '', labels[i + 1] ?? '']
}
