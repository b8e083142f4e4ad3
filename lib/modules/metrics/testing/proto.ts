/* A second, naive encoder of remote-write requests for tests: it writes what is asked for, right or wrong. */

const utf8 = new TextEncoder()

/** A protobuf varint. */
export function varint(value: number | bigint): number[] {
  const bytes: number[] = []
  let rest = BigInt.asUintN(64, BigInt(value))
  while (rest > 127n) {
    bytes.push(Number(rest & 127n) | 128)
    rest >>= 7n
  }
  return [...bytes, Number(rest)]
}

/** A length-delimited field. */
export const field = (number: number, content: Iterable<number>): number[] => {
  const bytes = [...content]
  return [(number << 3) | 2, ...varint(bytes.length), ...bytes]
}

/** A `Label` field of a series. */
export const label = (name: string | Uint8Array, value: string | Uint8Array): number[] =>
  field(1, [...field(1, bytesOf(name)), ...field(2, bytesOf(value))])

/** A `Sample` field of a series. */
export function sample(timeMs: number | bigint, value: number): number[] {
  const double = new Uint8Array(8)
  new DataView(double.buffer).setFloat64(0, value, true)
  return field(2, [0x09, ...double, 0x10, ...varint(timeMs)])
}

/** A `TimeSeries` field of a request. */
export const series = (...fields: readonly number[][]): number[] => field(1, fields.flat())

/** A whole request. */
export const request = (...fields: readonly number[][]): Uint8Array => Uint8Array.from(fields.flat())

const bytesOf = (text: string | Uint8Array): Uint8Array =>
  typeof text === 'string' ? utf8.encode(text) : text
