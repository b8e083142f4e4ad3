// Go's math package where JavaScript's differs for special values.

/** Go's math.Max: +Inf even beside NaN. */
export function goMax(a: number, b: number): number {
  return a === Infinity || b === Infinity ? Infinity : Math.max(a, b)
}

/** Go's math.Min: −Inf even beside NaN. */
export function goMin(a: number, b: number): number {
  return a === -Infinity || b === -Infinity ? -Infinity : Math.min(a, b)
}

/** Go's math.Pow: 1 to any power is 1, and so is −1 to an infinite one. */
export function goPow(base: number, exponent: number): number {
  if (base === 1 || (base === -1 && Math.abs(exponent) === Infinity)) return 1
  return base ** exponent
}
