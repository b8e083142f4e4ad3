// house: acts before a scope is known: it belongs to finding out who somebody is
import { everyKeyring } from '#lib/infra/auth/kept-secrets.ts'
import { normalizeRecoveryCode, recoveryCodeHash } from '#lib/infra/auth/recovery-codes.ts'
import { operatorOwner, type SealedPlace } from '#lib/infra/auth/seal.ts'
import { verifyTotp } from '#lib/infra/auth/totp.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { useRecoveryCode, useTotpStep, type Account } from './sign-in-repository.ts'

/** Where the secret of a second factor is sealed for. */
export const factorPlace = (column: 'totp_secret' | 'totp_pending', memberId: string): SealedPlace => ({
  owner: operatorOwner,
  table: 'member',
  column,
  rowId: memberId,
})

/** What was accepted as second factor; null when nothing was. */
export type FactorVerdict = 'totp' | 'recovery' | null

/**
 * Checks a second factor and takes it as used in the same step, so that of two requests with one code only one gets
 * through. The caller has counted the attempt before.
 */
export async function checkFactor(
  own: Runtime,
  account: Pick<Account, 'id' | 'totpSecret' | 'totpLastStep'>,
  code: string,
): Promise<FactorVerdict> {
  const now = own.clock.now()
  const plain = code.replaceAll(/\s/g, '')
  if (/^\d{6}$/.test(plain)) {
    if (account.totpSecret === null) return null
    const secret = await own.sealer.open(factorPlace('totp_secret', account.id), account.totpSecret)
    const step = await verifyTotp({ secret, code: plain, lastStep: account.totpLastStep, now })
    if (step === null) return null
    return (await own.database.asAuth(async (tx) => await useTotpStep(tx, account.id, step))) ? 'totp' : null
  }
  const recovery = normalizeRecoveryCode(plain)
  if (recovery === null) return null
  const isRight = await own.database.asAuth(async (tx) => {
    const keyrings = await everyKeyring(tx, own.keyring)
    const hashes = keyrings.map(({ pepper }) => recoveryCodeHash(pepper, account.id, recovery))
    return await useRecoveryCode(tx, account.id, hashes, now)
  })
  return isRight ? 'recovery' : null
}
