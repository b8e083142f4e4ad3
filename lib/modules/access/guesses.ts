// house: acts before a scope is known: it belongs to finding out who somebody is
import { networkKey } from '#lib/core/network.ts'
import { hmac } from '#lib/infra/auth/keys.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import {
  ACCOUNT_COUNTING,
  isLocking,
  NETWORK_COUNTING,
  oneLess,
  oneMore,
  present,
  secondsOf,
  unlocked,
  type Counting,
  type Failures,
} from './domain/guessing.ts'
import { forgetFailures, lockFailures, storeFailures, type GuessKey } from './guess-repository.ts'

/** Who tries to prove to be somebody, from where. */
export interface Guesser {
  /** The normalised address of the account that is tried, whether there is one or not. */
  readonly email: string
  /** Address of the caller. */
  readonly address: string | null
  /**
   * The device, when it is one that the account knows (`deviceOfMember`). Its attempts are counted by themselves: nobody
   * else can make them wait, and they make nobody else wait.
   */
  readonly known: string | null
}

/** One row that an attempt was counted in. */
interface Counted {
  readonly key: GuessKey
  readonly counting: Counting
  readonly after: Failures
}

/** An attempt that may be looked at, counted as wrong until it proves right; or the seconds to wait instead. */
export type Attempt =
  | {
      readonly kind: 'open'
      readonly counted: readonly Counted[]
      /** True when the account is locked from here on, should the attempt prove wrong. */
      readonly isLocking: boolean
    }
  | { readonly kind: 'wait'; readonly seconds: number; readonly isLocked: boolean }

/** An attempt that may be looked at. */
export type OpenAttempt = Extract<Attempt, { kind: 'open' }>

const keyOf = (own: Runtime, text: string): GuessKey => hmac(own.keyring.pepper, `guess|${text}`)

const accountKey = (own: Runtime, email: string): GuessKey => keyOf(own, `account|${email}`)

const knownKey = (own: Runtime, email: string, known: string): GuessKey =>
  keyOf(own, `known|${email}|${known}`)

interface Lane {
  readonly key: GuessKey
  readonly counting: Counting
}

function lanesOf(own: Runtime, { email, address, known }: Guesser): readonly [Lane, ...Lane[]] {
  if (known !== null) return [{ key: knownKey(own, email, known), counting: ACCOUNT_COUNTING }]
  return [
    { key: accountKey(own, email), counting: ACCOUNT_COUNTING },
    { key: keyOf(own, `network|${networkKey(address)}`), counting: NETWORK_COUNTING },
  ]
}

/**
 * Counts an attempt before anything is compared: every door calls it first. Guesses sent at once are counted one after
 * another. Accounts that do not exist are counted like those that do.
 */
export async function beginAttempt(own: Runtime, guesser: Guesser): Promise<Attempt> {
  const now = own.clock.now()
  const lanes = lanesOf(own, guesser)
  return await own.database.asAuth(async (tx) => {
    const locked = await lockFailures(
      tx,
      lanes.map(({ key }) => key),
      now,
    )
    const before = lanes.map((lane, i) => ({
      ...lane,
      failures: present(locked[i] ?? { failedCount: 0, waitsUntil: null, seenAt: now }, lane.counting, now),
    }))
    const [account] = before.map(({ failures }) => failures)
    const seconds = secondsOf(
      before.map(({ failures }) => failures),
      now,
    )
    if (seconds > 0) {
      const isLocked =
        account !== undefined && isLocking(account.failedCount) && secondsOf([account], now) > 0
      return { kind: 'wait', seconds, isLocked }
    }
    const counted: Counted[] = []
    for (const { key, counting, failures } of before) {
      const after = oneMore(failures, counting, now)
      await storeFailures(tx, key, after)
      counted.push({ key, counting, after })
    }
    return { kind: 'open', counted, isLocking: isLocking(counted[0]?.after.failedCount ?? 0) }
  })
}

/** After an attempt that proved right: the account, or the device, begins at nought again; the network is given it back. */
export async function passAttempt(own: Runtime, { counted }: OpenAttempt): Promise<void> {
  const [first, ...others] = counted
  await own.database.asAuth(async (tx) => {
    if (first !== undefined) await forgetFailures(tx, first.key)
    await takeBack(tx, others, own.clock.now())
  })
}

/** After an attempt that was neither right nor wrong, such as a right password whose code is still to come. */
export async function takeBackAttempt(own: Runtime, { counted }: OpenAttempt): Promise<void> {
  await own.database.asAuth(async (tx) => await takeBack(tx, counted, own.clock.now()))
}

async function takeBack(
  tx: Parameters<typeof lockFailures>[0],
  counted: readonly Counted[],
  now: Date,
): Promise<void> {
  if (counted.length === 0) return
  const locked = await lockFailures(
    tx,
    counted.map(({ key }) => key),
    now,
  )
  for (const [i, { key, after }] of counted.entries()) {
    const failures = locked[i]
    if (failures !== undefined) await storeFailures(tx, key, oneLess(failures, after))
  }
}

/** Opens an account again, for everybody and for a device that it knows: its owner proved to read its mail. */
export async function openAgain(own: Runtime, email: string, known: string | null): Promise<void> {
  const keys = [accountKey(own, email), ...(known === null ? [] : [knownKey(own, email, known)])]
  await own.database.asAuth(async (tx) => {
    const locked = await lockFailures(tx, keys, own.clock.now())
    for (const [i, failures] of locked.entries()) {
      const key = keys[i]
      if (key !== undefined) await storeFailures(tx, key, unlocked(failures))
    }
  })
}
