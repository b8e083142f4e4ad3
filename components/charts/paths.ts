/** Writes coordinates short: one decimal is a tenth of a pixel. */
const coordinate = (value: number): string => String(Math.round(value * 10) / 10)

/** A position in the drawing; null where nothing was measured. */
export type Spot = readonly [x: number, y: number] | null

/** Splits spots at the holes. */
function runs(spots: readonly Spot[]): (readonly [x: number, y: number])[][] {
  const found: (readonly [x: number, y: number])[][] = [[]]
  for (const spot of spots) {
    if (spot === null) found.push([])
    else found.at(-1)?.push(spot)
  }
  return found.filter((run) => run.length > 0)
}

const segment = (run: readonly (readonly [x: number, y: number])[]): string => {
  const text = run.map(([x, y]) => `${coordinate(x)} ${coordinate(y)}`).join('L')
  // A single value has no length; a line of no length with round ends is drawn as a dot.
  return run.length === 1 ? `M${text}h0` : `M${text}`
}

/** The path of a line that breaks at every hole: gaps stay gaps. */
export const linePath = (spots: readonly Spot[]): string => runs(spots).map(segment).join('')

/** The path of the areas between a line and `base`, one for each stretch without a hole. */
export const areaPath = (spots: readonly Spot[], base: number): string =>
  runs(spots)
    .filter((run) => run.length > 1)
    .map((run) => {
      const first = run[0]?.[0] ?? 0
      const last = run.at(-1)?.[0] ?? 0
      return `${segment(run)}L${coordinate(last)} ${coordinate(base)}L${coordinate(first)} ${coordinate(base)}Z`
    })
    .join('')

/** The path of the areas between two lines with the same holes, one for each stretch without a hole. */
export function bandPath(lower: readonly Spot[], upper: readonly Spot[]): string {
  const below = runs(lower)
  return runs(upper)
    .map((run, i) => ({ run, back: (below[i] ?? []).toReversed() }))
    .filter(({ run, back }) => run.length > 1 && back.length > 1)
    .map(({ run, back }) => `${segment(run)}${segment(back).replace('M', 'L')}Z`)
    .join('')
}

/** A sparkline ready to draw: the line, and where its newest value stands. */
export interface Sparkline {
  readonly path: string
  readonly last: readonly [x: number, y: number] | null
}

const EDGE = 2.5

/** Fits values into a box on their own scale; holes break the line; a flat line runs through the middle. */
export function prepareSparkline(
  values: readonly (number | null)[],
  width: number,
  height: number,
): Sparkline {
  const present = values.filter((value) => value !== null)
  if (present.length === 0) return { path: '', last: null }
  const low = Math.min(...present)
  const high = Math.max(...present)
  const stepX = (width - 2 * EDGE) / Math.max(1, values.length - 1)
  const spots = values.map((value, i): Spot => {
    if (value === null) return null
    const share = high === low ? 0.5 : (value - low) / (high - low)
    return [EDGE + i * stepX, height - EDGE - share * (height - 2 * EDGE)]
  })
  return { path: linePath(spots), last: spots.findLast((spot) => spot !== null) ?? null }
}

/**
 * Moves labels apart until neighbours keep `least` between them, in their order, and none leaves 0 to `height`.
 * Labels that do not fit at all are spread evenly.
 */
export function spreadLabels(wanted: readonly number[], least: number, height: number): readonly number[] {
  const order = wanted.map((y, index) => ({ y, index })).toSorted((a, b) => a.y - b.y)
  const gap = Math.min(least, order.length > 1 ? height / (order.length - 1) : least)
  let floor = 0
  for (const label of order) {
    label.y = Math.max(label.y, floor)
    floor = label.y + gap
  }
  let ceiling = height
  for (const label of order.toReversed()) {
    label.y = Math.min(label.y, ceiling)
    ceiling = label.y - gap
  }
  return order.toSorted((a, b) => a.index - b.index).map(({ y }) => y)
}
