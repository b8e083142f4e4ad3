import { REQUEST_LIMITS } from '../limits.ts'
import { MalformedRequest, RequestTooLarge } from './malformed.ts'

/**
 * How much longer the output of a snappy block can be than its input: a copy of 64 bytes takes 3 bytes. A header that
 * claims more lies, and is refused before anything of that size is allocated.
 */
const MAX_EXPANSION = 22

/**
 * Reads the decoded length that a snappy block claims (a varint of 32 bits at its beginning, see format_description.txt of
 * google/snappy) and checks it. Throws `MalformedRequest` for a header that is broken or that lies, `RequestTooLarge` above
 * `maxDecodedBytes`.
 */
export function checkSnappyHeader(
  block: Uint8Array,
  maxDecodedBytes: number = REQUEST_LIMITS.decodedBytes,
): number {
  let length = 0
  let scale = 1
  for (let at = 0; at < 5; at++) {
    const byte = block[at]
    if (byte === undefined) throw new MalformedRequest('snappy: the body ends within its header')
    length += (byte & 0x7f) * scale
    if (byte < 0x80) {
      return checkLength(length, block.length - at - 1, maxDecodedBytes)
    }
    scale *= 128
  }
  throw new MalformedRequest('snappy: the header is not a length')
}

function checkLength(length: number, rest: number, maxDecodedBytes: number): number {
  if (length > maxDecodedBytes) {
    throw new RequestTooLarge(
      `snappy: the header claims ${length} bytes, at most ${maxDecodedBytes} are decoded`,
    )
  }
  if (length > rest * MAX_EXPANSION) {
    throw new MalformedRequest(`snappy: the header claims ${length} bytes, which ${rest} bytes cannot hold`)
  }
  return length
}
