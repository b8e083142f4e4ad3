import { quantityText } from '#components/ui/format-quantity.ts'
import { clockText, type Zone } from '#components/ui/format-time.ts'

/** What a finding is read from. */
export interface FindingInput {
  readonly series: readonly { readonly label: string; readonly values: readonly (number | null)[] }[]
  /** Seconds since 1970. */
  readonly times: readonly number[]
  readonly unit: string
  readonly zone: Zone
}

/** A change by this factor is what a reader should hear of. */
const TELLING = 1.5

/** What a reader should take from a chart: `p95 rose from 600 ms to 3.30 s at 14:06:00 UTC+8 and is 2.60 s at the end`. */
export function chartFinding({ series, times, unit, zone }: FindingInput): string {
  if (series.length === 0) return 'No data in this range'
  const text = (value: number): string => quantityText(value, unit)
  return series
    .map(({ label, values }) => {
      const found = extremesOf(values)
      if (found === null) return `${label}: no data`
      const { first, last, low, high } = found
      const at = (index: number): string => clockText(new Date((times[index] ?? 0) * 1000), zone)
      const end = `and is ${text(last)} at the end`
      if (high.index > found.from && high.value >= first * TELLING && first >= 0 && high.value > 0) {
        return `${label} rose from ${text(first)} to ${text(high.value)} at ${at(high.index)} ${end}`
      }
      if (low.index > found.from && low.value * TELLING <= first && first > 0) {
        return `${label} fell from ${text(first)} to ${text(low.value)} at ${at(low.index)} ${end}`
      }
      return low.value === high.value
        ? `${label} is ${text(last)} throughout`
        : `${label} stays between ${text(low.value)} and ${text(high.value)} ${end}`
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
