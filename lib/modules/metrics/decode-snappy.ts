import { uncompressSync } from 'snappy'
import { MalformedRequest } from './domain/remote-write/malformed.ts'
import { checkSnappyHeader } from './domain/remote-write/snappy-header.ts'

/**
 * Decodes a snappy block. The length that its header claims is checked before anything is allocated. Throws
 * `MalformedRequest` or `RequestTooLarge`.
 */
export function decodeSnappy(block: Uint8Array): Uint8Array {
  const claimed = checkSnappyHeader(block)
  if (claimed === 0) return new Uint8Array(0)
  let decoded: string | Buffer
  try {
    decoded = uncompressSync(block, { asBuffer: true })
  } catch (error) {
    throw new MalformedRequest(`snappy: ${error instanceof Error ? error.message : 'the block is broken'}`)
  }
  if (typeof decoded === 'string') throw new TypeError('snappy returned text although bytes were asked for')
  return decoded
}
