/** Whole numbers from 0 to below `limit`, the same ones for the same seed. */
export type Dice = (limit: number) => number

/** Makes dice from a seed: mulberry32, public domain, by Tommy Ettinger. */
export function diceOf(seed: number): Dice {
  let state = seed
  return (limit) => {
    state = Math.trunc(state + 0x6d2b79f5)
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) % limit
  }
}

/** Bytes that mean something where lengths, tags and numbers stand. */
const TELLING = [0x00, 0x01, 0x0a, 0x12, 0x7f, 0x80, 0xff, 0xc0]

function damageOnce(bytes: Uint8Array, roll: Dice): Uint8Array {
  const at = roll(bytes.length)
  const end = Math.min(bytes.length, at + 1 + roll(24))
  switch (roll(6)) {
    case 0:
      return bytes.with(at, roll(256))
    case 1:
      return bytes.with(at, TELLING[roll(TELLING.length)] ?? 0)
    case 2: // cut out
      return Buffer.concat([bytes.subarray(0, at), bytes.subarray(end)])
    case 3: // said twice
      return Buffer.concat([bytes.subarray(0, end), bytes.subarray(at)])
    case 4: // a number that never ends
      return Buffer.concat([
        bytes.subarray(0, at),
        new Uint8Array(1 + roll(12)).fill(0xff),
        bytes.subarray(at),
      ])
    default: // cut off
      return bytes.subarray(0, at)
  }
}

/** A message with one to four faults; never an empty one. */
export function damage(bytes: Uint8Array, roll: Dice): Uint8Array {
  let damaged = bytes
  for (let faults = 1 + roll(4); faults > 0 && damaged.length > 1; faults -= 1)
    damaged = damageOnce(damaged, roll)
  return damaged.length === 0 ? Uint8Array.of(roll(256)) : damaged
}
