// house: acts before a scope is known: it belongs to finding out who somebody is
import { relyingParty, verifyShowing } from '#lib/infra/auth/webauthn.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { takeChallenge, type AnsweredUse } from './passkey-challenge.ts'
import { findPasskeyByCredential, usePasskey, type CheckedPasskey } from './passkey-repository.ts'
import type { ShownPasskey } from './schemas.ts'
import type { Account } from './sign-in-repository.ts'

/** Why a passkey was not accepted; for the audit entry alone. */
export type PasskeyFault = 'unknown' | 'challenge' | 'signature' | 'counter' | 'disabled'

/** How it ended. `account` of a refusal is for counting and for the audit entry: no answer depends on it. */
export type PasskeyVerdict =
  | { readonly verdict: 'right'; readonly account: Account }
  | { readonly verdict: 'wrong'; readonly account: Account | null; readonly fault: PasskeyFault }

/** What was shown, where and for what. */
export interface PasskeyProof extends AnsweredUse {
  readonly passkey: ShownPasskey
  /** The only member whose passkey is accepted here; without one, the passkey says who it is. */
  readonly memberId?: string
}

/**
 * Recognises a member by a passkey. The account need not be free of waiting: nobody can guess a signature, so whoever
 * keeps an account waiting by wrong passwords does not lock out the owner of a passkey.
 */
export async function checkPasskey(own: Runtime, proof: PasskeyProof): Promise<PasskeyVerdict> {
  const known = await own.database.asAuth(
    async (auth) =>
      await findPasskeyByCredential(auth, new Uint8Array(Buffer.from(proof.passkey.id, 'base64url'))),
  )
  const challenge = await takeChallenge(own, proof, proof.passkey.response.clientDataJSON)
  if (known === null || (proof.memberId !== undefined && known.account.id !== proof.memberId)) {
    return { verdict: 'wrong', account: null, fault: 'unknown' }
  }
  const fault = challenge === null ? 'challenge' : await judge(own, known, challenge, proof.passkey)
  return fault === null
    ? { verdict: 'right', account: known.account }
    : { verdict: 'wrong', account: known.account, fault }
}

async function judge(
  own: Runtime,
  known: CheckedPasskey,
  challenge: string,
  response: ShownPasskey,
): Promise<PasskeyFault | null> {
  const credentialId = Buffer.from(response.id, 'base64url')
  const shown = await verifyShowing(relyingParty(own.publicUrl), challenge, response, {
    ...known,
    credentialId,
  })
  if (shown.verdict !== 'right') return shown.verdict === 'counter' ? 'counter' : 'signature'
  if (known.account.state !== 'active') return 'disabled'
  const use = { ...shown, at: own.clock.now() }
  return (await own.database.asAuth(async (auth) => await usePasskey(auth, known.id, use))) ? null : 'counter'
}
