/*
 * Prometheus marks "this series ended here" by one particular NaN, 0x7ff0000000000002. JavaScript keeps those bits only
 * in typed arrays: a NaN that passes through a variable may come out as another one. So it is written by copying between
 * typed arrays and recognised by looking at the two 32-bit halves.
 */

const LOW = 2
const HIGH = 0x7ff0_0000

const marker = new Float64Array(1)
new DataView(marker.buffer).setUint32(0, LOW, true)
new DataView(marker.buffer).setUint32(4, HIGH, true)

/** Writes the staleness marker to `values[at]`. */
export const setStale = (values: Float64Array, at: number): void => values.set(marker, at)

/** True when the eight little-endian bytes at `offset` are the staleness marker. */
export const isStaleBytes = (view: DataView, offset: number): boolean =>
  view.getUint32(offset, true) === LOW && view.getUint32(offset + 4, true) === HIGH

/** Writes the staleness marker as eight little-endian bytes at `offset`. */
export function writeStaleBytes(view: DataView, offset: number): void {
  view.setUint32(offset, LOW, true)
  view.setUint32(offset + 4, HIGH, true)
}

/** True when `values[at]` is the staleness marker, and not just any NaN. */
export function isStale(values: Float64Array, at: number): boolean {
  const value = values[at]
  // Only a NaN differs from itself; the bits are read for those alone.
  if (value === undefined || !Number.isNaN(value)) return false
  return isStaleBytes(new DataView(values.buffer, values.byteOffset + at * 8, 8), 0)
}
