import type { Text } from '#components/language/use-text.ts'
import { quantityText } from '#components/ui/format-quantity.ts'
import { clockText, zoneLabel } from '#components/ui/format-time.ts'
import type { Point } from './chart-data.ts'
import type { ChartReader } from './chart-reader.ts'
import { placeOnGrid, gridTimes } from './place-on-grid.ts'
import { timeTicks, type Tick } from './ticks.ts'

/** What a heat map is made of: for each bucket how many observations were at most `le` in each step, cumulative. */
export interface HeatMapInput {
  /** Of the observations. */
  readonly unit: string
  /** Seconds since 1970, and the step between two columns. */
  readonly from: number
  readonly to: number
  readonly step: number
  readonly buckets: readonly { readonly le: number; readonly points: readonly Point[] }[]
}

/** Steps of the sequential scale, `--bw-seq-1` to `--bw-seq-7`. */
export const HEAT_LEVELS = 7

/** One row of a heat map, the lowest bucket first. */
export interface HeatRow {
  readonly le: number
  /** `up to 200 ms`. */
  readonly label: string
  /** Observations of each column; null where nothing was measured. */
  readonly counts: readonly (number | null)[]
  /** 1 to 7; 0 for none, null where nothing was measured. */
  readonly levels: readonly (number | null)[]
}

/** Everything that a heat map draws. */
export interface PreparedHeatMap {
  readonly from: number
  readonly to: number
  readonly times: readonly number[]
  readonly rows: readonly HeatRow[]
  /** The most observations of one cell. */
  readonly most: number
  readonly timeTicks: readonly Tick[]
  readonly zone: string
  readonly finding: string
}

/** Turns cumulative buckets over time into cells. Levels grow with the square root, so that rare ones are seen. */
export function prepareHeatMap(t: Text<'charts'>, input: HeatMapInput, reader: ChartReader): PreparedHeatMap {
  const grid = { ...input, kind: 'line', series: [] } as const
  const times = gridTimes(grid)
  const sorted = input.buckets.toSorted((a, b) => a.le - b.le)
  const cumulative = sorted.map(({ points }) => placeOnGrid(points, grid))
  const counts = cumulative.map((values, row) =>
    values.map((value, i) => (value === null ? null : Math.max(0, value - (cumulative[row - 1]?.[i] ?? 0)))),
  )
  const labels = sorted.map(({ le }) => bucketLabel(t, quantityText(le, input.unit, reader.language), le))
  const most = counts.flat().reduce<number>((a, b) => Math.max(a, b ?? 0), 0)
  return {
    from: input.from - input.step / 2,
    to: input.to + input.step / 2,
    times,
    rows: sorted.map(({ le }, row) => ({
      le,
      label: labels[row] ?? '',
      counts: counts[row] ?? [],
      levels: (counts[row] ?? []).map((count) => levelOf(count, most)),
    })),
    most,
    timeTicks: timeTicks(input.from, input.to, reader),
    zone: zoneLabel(new Date(input.to * 1000), reader.zone),
    finding: findingOf(t, counts, { times, labels, most }, reader),
  }
}

const bucketLabel = (t: Text<'charts'>, value: string, le: number): string =>
  Number.isFinite(le) ? t('bucket.upTo', { value }) : t('bucket.last')

function levelOf(count: number | null, most: number): number | null {
  if (count === null) return null
  return count === 0 ? 0 : Math.max(1, Math.ceil(Math.sqrt(count / most) * HEAT_LEVELS))
}

interface Found {
  readonly times: readonly number[]
  readonly labels: readonly string[]
  readonly most: number
}

function findingOf(
  t: Text<'charts'>,
  counts: readonly (readonly (number | null)[])[],
  { times, labels, most }: Found,
  { zone, language }: ChartReader,
): string {
  const row = counts.findIndex((values) => values.includes(most))
  if (most === 0) return t('bucket.unobserved')
  const at = clockText(new Date((times[counts[row]?.indexOf(most) ?? 0] ?? 0) * 1000), zone)
  return t('bucket.most', { count: quantityText(most, 'count', language), bucket: labels[row] ?? '', at })
}
