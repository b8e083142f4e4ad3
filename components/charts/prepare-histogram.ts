import type { Text } from '#components/language/use-text.ts'
import { quantityText } from '#components/ui/format-quantity.ts'
import type { Language } from '#lib/core/language.ts'
import { valueAxis, type ValueAxis } from './ticks.ts'

/** A bucket as Prometheus counts them: how many observations were at most `le`; the last one has no end. */
export interface CumulativeBucket {
  readonly le: number
  readonly count: number
}

/** What a histogram is made of; `unit` is that of the observations. Buckets may come in any order. */
export interface HistogramInput {
  readonly unit: string
  readonly buckets: readonly CumulativeBucket[]
}

/** One bar: the observations above `from` and up to `to`. */
export interface HistogramBar {
  readonly from: number
  /** Infinite for the last one. */
  readonly to: number
  readonly count: number
  /** `200 ms to 400 ms`. */
  readonly text: string
  /** `400 ms`. */
  readonly toText: string
  readonly countText: string
}

/** Everything that a histogram draws. */
export interface PreparedHistogram {
  readonly unit: string
  readonly bars: readonly HistogramBar[]
  readonly total: number
  readonly countAxis: ValueAxis
  readonly finding: string
}

/** Turns cumulative buckets into bars, with what half and 95 of 100 observations stay below. */
export function prepareHistogram(
  t: Text<'charts'>,
  { unit, buckets }: HistogramInput,
  language: Language,
): PreparedHistogram {
  const written = (value: number): string => quantityText(value, unit, language)
  const sorted = buckets
    .filter(({ le, count }) => !Number.isNaN(le) && Number.isFinite(count))
    .toSorted((a, b) => a.le - b.le)
  let below = 0
  let from = Math.min(0, sorted[0]?.le ?? 0)
  const bars = sorted.map(({ le, count }): HistogramBar => {
    const own = Math.max(0, count - below)
    const bar = {
      from,
      to: le,
      count: own,
      text: Number.isFinite(le)
        ? t('between', { from: written(from), to: written(le) })
        : t('bucket.above', { value: written(from) }),
      toText: written(le),
      countText: quantityText(own, 'count', language),
    }
    below = Math.max(below, count)
    from = le
    return bar
  })
  const highest = bars.reduce((most, { count }) => Math.max(most, count), 0)
  return {
    unit,
    bars,
    total: below,
    countAxis: highest === 0 ? { min: 0, max: 1, ticks: [] } : valueAxis(0, highest, 'count', language),
    finding: findingOf(t, bars, { total: quantityText(below, 'count', language), written }),
  }
}

/**
 * What the part `share` of all observations stays below, by the rule of Prometheus' `histogram_quantile`: evenly spread
 * inside a bucket, and the last finite edge where it falls into the bucket without end. Null without observations.
 */
export function quantileOf(bars: readonly HistogramBar[], share: number): number | null {
  const total = bars.reduce((sum, { count }) => sum + count, 0)
  if (total === 0) return null
  let left = share * total
  for (const { from, to, count } of bars) {
    if (count >= left && count > 0) return Number.isFinite(to) ? from + (to - from) * (left / count) : from
    left -= count
  }
  return bars.at(-1)?.from ?? null
}

function findingOf(
  t: Text<'charts'>,
  bars: readonly HistogramBar[],
  { total, written }: { readonly total: string; readonly written: (value: number) => string },
): string {
  const half = quantileOf(bars, 0.5)
  const most = quantileOf(bars, 0.95)
  if (half === null || most === null) return t('bucket.unobserved')
  return t('bucket.half', { count: total, half: written(half), most: written(most) })
}
