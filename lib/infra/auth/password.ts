import { argon2, randomBytes } from 'node:crypto'
import { promisify } from 'node:util'
import { equalBytes } from './keys.ts'

const argon2Async = promisify(argon2)

/** Cost of one hash: memory in KiB, passes, lanes. */
interface Cost {
  readonly memory: number
  readonly passes: number
  readonly parallelism: number
}

/** OWASP Password Storage Cheat Sheet, argon2id: 19 MiB, 2 passes, 1 lane. About 30 ms on a small machine. */
const COST: Cost = { memory: 19_456, passes: 2, parallelism: 1 }
const SALT_BYTES = 16
const TAG_BYTES = 32
/** Argon2 version 1.3 (RFC 9106), the only one that Node computes. */
const VERSION = 19

const PHC =
  /^\$argon2id\$v=19\$m=(?<m>\d{1,7}),t=(?<t>\d{1,2}),p=(?<p>\d{1,2})\$(?<salt>[\w+/-]{11,86})\$(?<tag>[\w+/-]{22,86})$/

interface Stored extends Cost {
  readonly salt: Uint8Array
  readonly tag: Uint8Array
}

const base64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64').replace(/=+$/, '')

const encode = (stored: Stored): string =>
  `$argon2id$v=${VERSION}$m=${stored.memory},t=${stored.passes},p=${stored.parallelism}$` +
  `${base64(stored.salt)}$${base64(stored.tag)}`

function decode(text: string): Stored | null {
  const groups = PHC.exec(text)?.groups
  if (groups === undefined) return null
  return {
    memory: Number(groups['m']),
    passes: Number(groups['t']),
    parallelism: Number(groups['p']),
    salt: Buffer.from(groups['salt'] ?? '', 'base64'),
    tag: Buffer.from(groups['tag'] ?? '', 'base64'),
  }
}

/** One spelling for what looks the same on every keyboard (NFKC, as NIST SP 800-63B asks). */
const compute = async (
  password: string,
  cost: Cost,
  salt: Uint8Array,
  tagLength: number,
): Promise<Uint8Array> =>
  await argon2Async('argon2id', { message: password.normalize('NFKC'), nonce: salt, tagLength, ...cost })

/** Matches no password, and costs exactly what a real one costs. */
const NOBODY: Stored = { ...COST, salt: new Uint8Array(SALT_BYTES), tag: new Uint8Array(TAG_BYTES) }

/** Hashes a password with argon2id under a fresh salt; the result is a PHC string. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(SALT_BYTES)
  return encode({ ...COST, salt, tag: await compute(password, COST, salt, TAG_BYTES) })
}

/** Whether a password matches, and whether its hash should be made again at today's cost. */
export interface PasswordVerdict {
  readonly matches: boolean
  readonly needsRehash: boolean
}

/**
 * Compares a password with a stored hash. `null` (nobody has this address, or no password was set) takes the same time
 * and never matches.
 */
export async function verifyPassword(stored: string | null, password: string): Promise<PasswordVerdict> {
  const real = stored === null ? null : decode(stored)
  const { salt, tag, ...cost } = real ?? NOBODY
  const same = equalBytes(await compute(password, cost, salt, tag.length), tag)
  const matches = same && real !== null
  const isCurrent =
    cost.memory >= COST.memory &&
    cost.passes >= COST.passes &&
    salt.length >= SALT_BYTES &&
    tag.length >= TAG_BYTES
  return { matches, needsRehash: matches && !isCurrent }
}
