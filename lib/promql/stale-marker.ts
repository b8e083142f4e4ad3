// Prometheus ends a series with a NaN of its own. Only its bits tell it from other NaNs, and JavaScript may change the bits
// of a NaN whenever it copies the number; so markers are written and recognised through the bytes of typed arrays, which
// are copied as they are by `set`, `subarray` and `copyWithin`.
//
// The marker 0x7ff0000000000002 is a signalling NaN; processors turn it into the quiet 0x7ff8000000000002 when they compute
// with it. Nothing else makes that number, so it is taken for a marker too.

const LOW = 2
const HIGH = 0x7ff0_0000
const HIGH_QUIET = 0x7ff8_0000
const IS_LITTLE_ENDIAN = new Uint8Array(new Uint16Array([1]).buffer)[0] === 1

/** A view of the same bytes as 32-bit words, two for each value. */
export function wordsOf(values: Float64Array): Uint32Array {
  return new Uint32Array(values.buffer, values.byteOffset, values.length * 2)
}

/** Whether the value at an index is a staleness marker; `words` is the view of `wordsOf`. */
export function isStaleAt(words: Uint32Array, index: number): boolean {
  const low = words[index * 2 + (IS_LITTLE_ENDIAN ? 0 : 1)]
  const high = words[index * 2 + (IS_LITTLE_ENDIAN ? 1 : 0)]
  return low === LOW && (high === HIGH || high === HIGH_QUIET)
}

/** Writes a staleness marker. */
export function writeStaleMarker(values: Float64Array, index: number): void {
  const words = wordsOf(values)
  words[index * 2 + (IS_LITTLE_ENDIAN ? 0 : 1)] = LOW
  words[index * 2 + (IS_LITTLE_ENDIAN ? 1 : 0)] = HIGH
}

/** Whether one value of an array is a staleness marker. For many values take `wordsOf` once and `isStaleAt`. */
export function isStaleMarker(values: Float64Array, index: number): boolean {
  const value = values[index]
  return value !== undefined && Number.isNaN(value) && isStaleAt(wordsOf(values), index)
}
