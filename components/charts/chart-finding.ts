import type { Text } from '#components/language/use-text.ts'
import { quantityText } from '#components/ui/format-quantity.ts'
import { clockText } from '#components/ui/format-time.ts'
import type { ChartReader } from './chart-reader.ts'

/** What a finding is read from. */
export interface FindingInput {
  readonly series: readonly { readonly label: string; readonly values: readonly (number | null)[] }[]
  /** Seconds since 1970. */
  readonly times: readonly number[]
  readonly unit: string
}

/** A change by this factor is what a reader should hear of. */
const TELLING = 1.5

/** What a reader should take from a chart: `p95 rose from 600 ms to 3.30 s at 14:06:00 UTC+8 and is 2.60 s at the end`. */
export function chartFinding(
  t: Text<'charts'>,
  { series, times, unit }: FindingInput,
  { zone, language }: ChartReader,
): string {
  if (series.length === 0) return t('finding.nothing')
  const text = (value: number): string => quantityText(value, unit, language)
  return series
    .map(({ label: name, values }) => {
      const found = extremesOf(values)
      if (found === null) return t('finding.none', { name })
      const { first, low, high } = found
      const at = (index: number): string => clockText(new Date((times[index] ?? 0) * 1000), zone)
      const last = text(found.last)
      if (high.index > found.from && high.value >= first * TELLING && first >= 0 && high.value > 0) {
        return t('finding.rose', {
          name,
          first: text(first),
          high: text(high.value),
          at: at(high.index),
          last,
        })
      }
      if (low.index > found.from && low.value * TELLING <= first && first > 0) {
        return t('finding.fell', { name, first: text(first), low: text(low.value), at: at(low.index), last })
      }
      return low.value === high.value
        ? t('finding.flat', { name, last })
        : t('finding.between', { name, low: text(low.value), high: text(high.value), last })
    })
    .join('. ')
}

interface Extreme {
  readonly index: number
  readonly value: number
}

function extremesOf(values: readonly (number | null)[]) {
  const measured = values.flatMap((value, index): Extreme[] => (value === null ? [] : [{ index, value }]))
  const first = measured[0]
  const last = measured.at(-1)
  if (first === undefined || last === undefined) return null
  const low = measured.reduce((a, b) => (b.value < a.value ? b : a))
  const high = measured.reduce((a, b) => (b.value > a.value ? b : a))
  return { from: first.index, first: first.value, last: last.value, low, high }
}
