import { spreadLabels } from './paths.ts'
import type { PreparedChart } from './prepare-chart.ts'

/** Heights of the box that a chart stands in; it is the same before and after the script has come. */
export const CHART_HEIGHTS = { short: 132, normal: 236, tall: 320 } as const

/** The height of a chart by name. */
export type ChartHeight = keyof typeof CHART_HEIGHTS

/** Room around the plot in pixels: value labels left, last values right, annotations above, times below. */
export const ROOM = { left: 58, right: 68, top: 22, bottom: 24 } as const

/** Each series after the first is dashed in its own way, so that colour is never alone. */
const DASHES = [undefined, '5 3', '2 2', '8 3 2 3', '1 3', '8 3', '4 2 1 2', '12 4'] as const

/** The dash of a series by its colour (1 to 8); undefined is a full line. */
export const dashOf = (colour: number): string | undefined => DASHES[colour - 1]

/** The colour of a series, as an SVG paint. */
export const paintOf = (colour: number): string => `var(--bw-cat-${colour})`

/** Colours of limits, as SVG paints. */
export const THRESHOLD_PAINT = { page: 'var(--bw-down)', target: 'var(--bw-fg-3)' } as const

/** Colours of annotations, as SVG paints. */
export const ANNOTATION_PAINT = {
  change: 'var(--bw-fg-3)',
  incident: 'var(--bw-degraded)',
  maint: 'var(--bw-maint)',
} as const

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

/** Height of a line of labels in pixels. */
const LABEL_PX = 14

/** How far the label of each line end is moved (pixels, down is positive) so that no two overlap. */
export function endShifts(chart: PreparedChart, height: ChartHeight): readonly number[] {
  const { min, max } = chart.valueAxis
  const plot = CHART_HEIGHTS[height] - ROOM.top - ROOM.bottom
  const wanted = chart.ends.map(({ value }) => ((max - value) / (max - min)) * plot)
  return spreadLabels(wanted, LABEL_PX, plot).map((place, i) => place - (wanted[i] ?? place))
}
