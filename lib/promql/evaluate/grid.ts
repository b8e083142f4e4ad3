/** The times at which an expression is evaluated: `count` of them, `stepMs` apart. */
export interface Grid {
  readonly startMs: number
  readonly stepMs: number
  readonly count: number
}

/** The time of a step in milliseconds. */
export function timeOf(grid: Grid, step: number): number {
  return grid.startMs + step * grid.stepMs
}

/** The time of the last step in milliseconds. */
export function endOf(grid: Grid): number {
  return timeOf(grid, grid.count - 1)
}

/** The multiples of a step in the left-open range from `fromMs` to `toMs`; undefined when there are none. */
export function alignedGrid(fromMs: number, toMs: number, stepMs: number): Grid | undefined {
  const startMs = (Math.floor(fromMs / stepMs) + 1) * stepMs
  if (startMs > toMs) return undefined
  return { startMs, stepMs, count: Math.floor((toMs - startMs) / stepMs) + 1 }
}
