// house: acts before a scope is known: a challenge grants nothing, it is there to be signed
import { bothKeyrings, hmac, type Keyring } from '#lib/infra/auth/keys.ts'
import { answeredChallenge, CHALLENGE_MS, newChallenge } from '#lib/infra/auth/webauthn.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { insertChallenge, takeChallengeRow, type ChallengePurpose } from './passkey-repository.ts'

/** What a challenge is bound to: one act, and the session or the browser that asked. */
export interface ChallengeUse {
  readonly purpose: ChallengePurpose
  /** HMAC of the session id, or of the cookie of a browser in which nobody signed in yet. */
  readonly browser: Uint8Array<ArrayBuffer>
}

/** Where an answer to a challenge comes from. */
export interface AnsweredUse {
  readonly purpose: ChallengePurpose
  /** What the session or the browser may be stored as. */
  readonly browsers: readonly Uint8Array<ArrayBuffer>[]
}

const hashOf = ({ pepper }: Keyring, challenge: string): Uint8Array<ArrayBuffer> =>
  hmac(pepper, `challenge|${challenge}`)

/** Makes a challenge, good once and for five minutes. */
export async function issueChallenge(own: Runtime, use: ChallengeUse): Promise<string> {
  const challenge = newChallenge()
  const now = own.clock.now()
  const row = {
    ...use,
    hash: hashOf(own.keyring, challenge),
    expiresAt: new Date(now.getTime() + CHALLENGE_MS),
  }
  await own.database.asAuth(async (auth) => await insertChallenge(auth, row, now))
  return challenge
}

/**
 * The challenge that a browser answered, used up before anything else is looked at; null when it was never made for this
 * purpose and browser, was answered before, or is older than five minutes.
 */
export async function takeChallenge(
  own: Runtime,
  { purpose, browsers }: AnsweredUse,
  clientDataJSON: string,
): Promise<string | null> {
  const challenge = answeredChallenge(clientDataJSON)
  if (challenge === null) return null
  const hashes = bothKeyrings(own.keyring).map((one) => hashOf(one, challenge))
  const row = { purpose, browsers, hashes }
  const isOurs = await own.database.asAuth(async (auth) => await takeChallengeRow(auth, row, own.clock.now()))
  return isOurs ? challenge : null
}
