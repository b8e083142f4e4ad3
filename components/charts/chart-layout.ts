import { spreadLabels } from './paths.ts'
import type { PreparedChart } from './prepare-chart.ts'

/** Heights of the box that a chart stands in; it is the same before and after the script has come. */
export const CHART_HEIGHTS = { short: 132, normal: 236, tall: 320 } as const

/** The height of a chart by name. */
export type ChartHeight = keyof typeof CHART_HEIGHTS

/** Room around the plot in pixels: value labels left, last values right, annotations above, times below. */
export const ROOM = { left: 66, right: 68, top: 22, bottom: 24 } as const

/** Height of the plot itself in pixels. */
export const plotHeight = (height: ChartHeight): number => CHART_HEIGHTS[height] - ROOM.top - ROOM.bottom

/** Width of a plot in pixels as long as nobody has measured it. */
export const ASSUMED_WIDTH = 640

/** Each series after the first is dashed in its own way, so that colour is never alone. */
const DASHES = ['1 3', undefined, '5 3', '2 2', '8 3 2 3', '3 1', '8 3', '4 2 1 2', '12 4'] as const

/** The dash of a series by its colour (1 to 8, 0 for all others together); undefined is a full line. */
export const dashOf = (colour: number): string | undefined => DASHES[colour]

/** The dash of a forecast. */
export const FORECAST_DASH = '4 4'

/** The colour of a series, as an SVG paint. */
export const paintOf = (colour: number): string =>
  colour === 0 ? 'var(--bw-fg-3)' : `var(--bw-cat-${colour})`

/** How dense areas are filled: in a stack they are the data, under a line a hint, as a forecast pale. */
export const FILL = { area: 0.12, stack: 0.7, bar: 1, forecast: 0.38, band: 0.16 } as const

/** Part of a step that a bar is wide. */
export const BAR_SHARE = 0.84

/** Colours of limits, as SVG paints. */
export const THRESHOLD_PAINT = { page: 'var(--bw-down)', target: 'var(--bw-fg-3)' } as const

/** Colours of annotations, as SVG paints. */
export const ANNOTATION_PAINT = {
  change: 'var(--bw-fg-3)',
  incident: 'var(--bw-degraded)',
  maint: 'var(--bw-maint)',
} as const

/** Text on a chart: attributes, not classes, because a saved drawing has no style sheet. */
export const TEXT = { fontSize: 11, fill: 'var(--bw-axis)' } as const

/** Sets a label off from the lines behind it. */
export const HALO = {
  paintOrder: 'stroke',
  stroke: 'var(--bw-panel)',
  strokeWidth: 3,
  strokeLinejoin: 'round',
} as const

/** Distance of the zone from the end of the time axis in pixels: half a tick label and a space. */
export const ZONE_OFFSET = 23

/** Part of the way from `low` to `high`, as an SVG length in per cent. */
export const percentOf = (value: number, low: number, high: number): string =>
  `${Math.round(((value - low) / (high - low)) * 10_000) / 100}%`

/** Where a value stands on the plot, from above, as an SVG length. */
export const yOf = ({ valueAxis: { min, max } }: PreparedChart, value: number): string =>
  percentOf(max - value, 0, max - min)

/** Where a time stands on the plot, from the left, as an SVG length. */
export const xOf = ({ from, to }: Pick<PreparedChart, 'from' | 'to'>, seconds: number): string =>
  percentOf(seconds, from, to)

/** Height of a line of labels in pixels, without and with a name under the value. */
const LABEL_PX = { plain: 14, named: 27 } as const

/** How far the label of each line end is moved (pixels, down is positive) so that no two overlap. */
export function endShifts(chart: PreparedChart, height: ChartHeight): readonly number[] {
  const { min, max } = chart.valueAxis
  const plot = plotHeight(height)
  const least = chart.ends.some(({ name }) => name !== null) ? LABEL_PX.named : LABEL_PX.plain
  const wanted = chart.ends.map(({ value }) => ((max - value) / (max - min)) * plot)
  return spreadLabels(wanted, least, plot).map((place, i) => place - (wanted[i] ?? place))
}
