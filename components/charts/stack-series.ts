/** Lower and upper edge of a piece of a stack; null where nothing was measured. */
export type Span = readonly [low: number, high: number] | null

/** Puts series on top of each other, the first one lowest, time by time. What is missing takes no room. */
export function stackSeries(series: readonly (readonly (number | null)[])[]): readonly (readonly Span[])[] {
  const tops: number[] = []
  return series.map((values) =>
    values.map((value, i): Span => {
      if (value === null) return null
      const low = tops[i] ?? 0
      tops[i] = low + value
      return [low, low + value]
    }),
  )
}
