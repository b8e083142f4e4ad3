import { MalformedRequest } from './malformed.ts'

/** Protocol buffers' wire types; groups (3 and 4) are refused. */
const WIRE = { varint: 0, fixed64: 1, bytes: 2, fixed32: 5 } as const

/** 2^64. */
const TWO_64 = 18_446_744_073_709_551_616

/**
 * A bounds-checked cursor over protocol-buffer bytes. It never copies and never recurses. Every read throws
 * `MalformedRequest` when it would pass `end`.
 */
export class WireReader {
  readonly bytes: Uint8Array
  readonly view: DataView
  at = 0

  constructor(bytes: Uint8Array) {
    this.bytes = bytes
    this.view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  }

  /**
   * Reads a varint as an unsigned number. Above 2^53 it loses low bits, which no caller needs: such lengths are refused and
   * such times lie far outside the accepted range.
   */
  varint(end: number): number {
    const { bytes } = this
    let value = 0
    let scale = 1
    const last = Math.min(end, this.at + 10)
    for (let at = this.at; at < last; at++) {
      const byte = bytes[at] ?? 0
      if (byte < 0x80) {
        this.at = at + 1
        return value + byte * scale
      }
      value += (byte - 0x80) * scale
      scale *= 128
    }
    throw this.malformed(last === end ? 'a number is cut off' : 'a number is longer than 10 bytes')
  }

  /** Reads a varint as a signed 64-bit integer (protobuf int64), with the precision of a number. */
  int64(end: number): number {
    const start = this.at
    const value = this.varint(end)
    // Bit 63, the sign, is the lowest bit of the tenth byte.
    const isNegative = this.at - start === 10 && ((this.bytes[this.at - 1] ?? 0) & 1) === 1
    return isNegative ? Math.min(-1, value - TWO_64) : value
  }

  /** Reads a length and returns where the bytes of that length end; they begin at `at`. */
  bytesEnd(end: number): number {
    const length = this.varint(end)
    const stop = this.at + length
    if (stop > end) throw this.malformed(`a field of ${length} bytes is cut off`)
    return stop
  }

  /** Passes over the value of a field of the given wire type. */
  skip(wireType: number, end: number): void {
    switch (wireType) {
      case WIRE.varint:
        this.varint(end)
        return
      case WIRE.bytes:
        this.at = this.bytesEnd(end)
        return
      case WIRE.fixed64:
        this.at = this.fixedEnd(8, end)
        return
      case WIRE.fixed32:
        this.at = this.fixedEnd(4, end)
        return
      default:
        throw this.malformed(`wire type ${wireType} is not in use`)
    }
  }

  /** Where a value of `size` bytes that begins at `at` ends. */
  fixedEnd(size: number, end: number): number {
    if (this.at + size > end) throw this.malformed(`a value of ${size} bytes is cut off`)
    return this.at + size
  }

  /** The error for what stands at the cursor. */
  malformed(problem: string): MalformedRequest {
    return new MalformedRequest(`protobuf: ${problem} (byte ${this.at})`)
  }
}
