import { SERIES_LIMITS, TIME_LIMITS } from './limits.ts'

/** Why a sample was refused: the code that counters, headers and answers carry, and what it means. */
export const REFUSALS = {
  too_many_labels: `the series has more than ${SERIES_LIMITS.labels} labels`,
  label_name_empty: 'a label has no name',
  label_name_too_long: `a label name is longer than ${SERIES_LIMITS.nameBytes} bytes`,
  label_value_too_long: `a label value is longer than ${SERIES_LIMITS.valueBytes} bytes`,
  label_duplicate: 'a label name stands twice',
  labels_unsorted: 'the label names are not sorted by their bytes',
  name_missing: 'the series has no metric name (label __name__)',
  invalid_utf8: 'a label is not valid UTF-8',
  nul_byte: 'a label contains a NUL byte',
  too_new: `the time lies more than ${TIME_LIMITS.futureMs / 60_000} minutes ahead of the engine's clock`,
  too_old: 'the time lies before what the engine keeps',
  out_of_order: `the time lies more than ${TIME_LIMITS.outOfOrderMs / 60_000} minutes behind the newest sample of its series`,
  duplicate_sample: 'duplicate sample: the series has another value at this time',
  native_histogram: 'native histograms are not supported; send classic histograms',
  max_active_series: 'the limit of active series is reached and this series would be a new one',
  tenant_suspended: 'the tenant that the label names is suspended',
  unknown_tenant: 'the label that names the tenant holds no tenant of this platform',
} as const satisfies Record<string, string>

/** Code of a reason for refusing a sample. */
export type Refusal = keyof typeof REFUSALS

/** What became of the samples of one request. Counts are samples; a refused series counts each of its samples. */
export interface Outcome {
  /** Samples that were written, with those that were there already with the same value. */
  readonly accepted: number
  /** How many were refused, by reason. */
  readonly refused: ReadonlyMap<Refusal, number>
  /** For each reason, the first series that it hit, as text for people. */
  readonly examples: ReadonlyMap<Refusal, string>
}

/** Collects an `Outcome` while a request is judged. */
export class OutcomeBuilder implements Outcome {
  accepted = 0
  readonly refused = new Map<Refusal, number>()
  readonly examples = new Map<Refusal, string>()

  /** Counts `count` samples as refused; `example` is asked for once per reason. */
  refuse(reason: Refusal, count: number, example: () => string): void {
    const before = this.refused.get(reason)
    this.refused.set(reason, (before ?? 0) + count)
    if (before === undefined) this.examples.set(reason, example())
  }

  /** Samples refused in all. */
  get refusedTotal(): number {
    let total = 0
    for (const count of this.refused.values()) total += count
    return total
  }
}

/** A sentence per reason, with how often and an example, in order of frequency. Empty when nothing was refused. */
export function describeRefusals(outcome: Outcome): string {
  return [...outcome.refused]
    .toSorted(([, a], [, b]) => b - a)
    .map(([reason, count]) => {
      const example = outcome.examples.get(reason) ?? ''
      const where = example === '' ? '' : `, e.g. ${example}`
      return `${count} × ${reason}: ${REFUSALS[reason]}${where}.`
    })
    .join(' ')
}
