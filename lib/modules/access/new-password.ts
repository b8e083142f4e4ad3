import { invalidField } from '#lib/core/errors.ts'
import { breachedPasswords } from '#lib/infra/auth/breached-passwords.ts'
import { hashPassword } from '#lib/infra/auth/password.ts'
import { BREACHED_PASSWORD, passwordFault, type PasswordOwner } from './domain/password-rules.ts'
import { passwordSpellings } from './domain/password-spellings.ts'

/** Hashes a password that somebody chose; throws `invalid_input` that says why it cannot be used. */
export async function hashNewPassword(password: string, owner: PasswordOwner): Promise<string> {
  const fault = passwordFault(password, owner) ?? (await breachFault(password))
  if (fault !== null) throw invalidField('password', fault)
  return await hashPassword(password)
}

async function breachFault(password: string): Promise<string | null> {
  const known = await breachedPasswords()
  return [...passwordSpellings(password)].some((one) => known.has(one)) ? BREACHED_PASSWORD : null
}
