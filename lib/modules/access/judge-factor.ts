import type { Runtime } from '#lib/infra/context/runtime.ts'
import { checkFactor } from './check-factor.ts'
import { checkPasskey } from './check-passkey.ts'
import type { ShownPasskey } from './schemas.ts'
import { hasFactor, type Account } from './sign-in-repository.ts'

/** What was given as second factor after a first one. */
export interface GivenFactor {
  /** Six digits of the app, or a recovery code. */
  readonly code: string | undefined
  readonly passkey: ShownPasskey | undefined
  /** What the cookie of the browser that asked may be stored as. */
  readonly browsers: readonly Uint8Array<ArrayBuffer>[]
}

/** What was accepted as second factor; `none` where none is enrolled. */
export type AcceptedFactor = 'totp' | 'recovery' | 'passkey' | 'none'

/** Which second factors can be shown. */
export type WantedFactor = 'code_required' | 'passkey_required' | 'factor_required'

/** Why the second factor was not accepted: which ones could be shown, or which one was wrong. */
export type FactorRefusal = WantedFactor | 'code_wrong' | 'passkey_wrong'

/** True when nothing was wrong: the second factor is only still to come. */
export const isStillToCome = (reason: FactorRefusal): reason is WantedFactor => reason.endsWith('_required')

/** The verdict on a second factor. */
export type FactorJudgement =
  | { readonly isRight: true; readonly factor: AcceptedFactor }
  | { readonly isRight: false; readonly reason: FactorRefusal }

const wantedOf = ({ totpSecret, hasPasskey }: Account): FactorRefusal => {
  if (totpSecret === null) return 'passkey_required'
  return hasPasskey ? 'factor_required' : 'code_required'
}

/** Judges the second factor of an account whose first one was right; the caller has counted the attempt before. */
export async function judgeFactor(
  own: Runtime,
  account: Account,
  { code, passkey, browsers }: GivenFactor,
): Promise<FactorJudgement> {
  if (!hasFactor(account)) return { isRight: true, factor: 'none' }
  if (passkey !== undefined) {
    const proof = { purpose: 'factor', browsers, passkey, memberId: account.id } as const
    const { verdict } = await checkPasskey(own, proof)
    return verdict === 'right'
      ? { isRight: true, factor: 'passkey' }
      : { isRight: false, reason: 'passkey_wrong' }
  }
  if (code === undefined) return { isRight: false, reason: wantedOf(account) }
  const shown = await checkFactor(own, account, code)
  return shown === null ? { isRight: false, reason: 'code_wrong' } : { isRight: true, factor: shown }
}
