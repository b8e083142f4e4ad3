import type { Text } from '#components/language/use-text.ts'
import { MOST_SERIES, type ChartKind } from './chart-data.ts'

/** A series on the grid of its chart, before it has a colour. */
export interface GriddedSeries {
  readonly id: string
  readonly label: string
  readonly values: readonly (number | null)[]
  readonly isWhatIf: boolean
  /** True for the one that stands for all that have no colour of their own. */
  readonly isOther: boolean
}

/** How many series are drawn as one, and what that one shows of them at each time. */
export interface Grouped {
  readonly count: number
  readonly shows: 'sum' | 'highest'
}

const peakOf = ({ values }: GriddedSeries): number =>
  values.reduce<number>((peak, value) => (value === null ? peak : Math.max(peak, Math.abs(value))), -1)

/**
 * Keeps the eight series with the highest peaks in their order and draws the rest as one: summed where series stand on
 * each other, else the highest of them, so that no peak is averaged away.
 */
export function groupSeries(
  t: Text<'charts'>,
  series: readonly GriddedSeries[],
  kind: ChartKind,
): { readonly series: readonly GriddedSeries[]; readonly grouped: Grouped | null } {
  if (series.length <= MOST_SERIES) return { series, grouped: null }
  const ranked = series.toSorted((a, b) => peakOf(b) - peakOf(a))
  const kept = new Set(ranked.slice(0, MOST_SERIES))
  const rest = ranked.slice(MOST_SERIES)
  const shows = kind === 'stack' || kind === 'bar' ? 'sum' : 'highest'
  const other: GriddedSeries = {
    id: 'other',
    label: t(`others.${shows}`, { count: rest.length }),
    values: (series[0]?.values ?? []).map((_, i) => joined(rest, i, shows)),
    isWhatIf: false,
    isOther: true,
  }
  return {
    series: [...series.filter((each) => kept.has(each)), other],
    grouped: { count: rest.length, shows },
  }
}

function joined(series: readonly GriddedSeries[], at: number, shows: Grouped['shows']): number | null {
  const values = series.map(({ values: each }) => each[at] ?? null).filter((value) => value !== null)
  if (values.length === 0) return null
  return shows === 'sum' ? values.reduce((a, b) => a + b, 0) : values.reduce((a, b) => Math.max(a, b))
}
