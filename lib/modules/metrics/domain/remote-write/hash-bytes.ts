/*
 * MurmurHash3 (x86, 32 bit; Austin Appleby, public domain), four bytes a step. Only the place in a table hangs on it:
 * whoever finds an entry compares the bytes.
 */

const C1 = 0xcc9e2d51
const C2 = 0x1b873593

/** A 32-bit hash of `bytes[from..to)`, never negative. */
export function hashBytes(bytes: Uint8Array, from: number, to: number): number {
  let hash = 0
  let at = from
  const whole = to - ((to - from) & 3)
  for (; at < whole; at += 4) {
    hash ^= mix(
      (bytes[at] ?? 0) |
        ((bytes[at + 1] ?? 0) << 8) |
        ((bytes[at + 2] ?? 0) << 16) |
        ((bytes[at + 3] ?? 0) << 24),
    )
    hash = (hash << 13) | (hash >>> 19)
    hash = Math.imul(hash, 5) + 0xe6546b64 // beyond 32 bits for a moment: the next ^ cuts it
  }
  let tail = 0
  for (let shift = 0; at < to; at++, shift += 8) tail |= (bytes[at] ?? 0) << shift
  hash ^= mix(tail)
  return finish(hash ^ (to - from))
}

function mix(word: number): number {
  const scaled = Math.imul(word, C1)
  return Math.imul((scaled << 15) | (scaled >>> 17), C2)
}

function finish(hash: number): number {
  let mixed = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b)
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35)
  return (mixed ^ (mixed >>> 16)) >>> 0
}
