import { invalidField } from '#lib/core/errors.ts'
import { hashPassword } from '#lib/infra/auth/password.ts'
import { passwordFault, type PasswordOwner } from './domain/password-rules.ts'

/** Hashes a password that somebody chose; throws `invalid_input` that says why it cannot be used. */
export async function hashNewPassword(password: string, owner: PasswordOwner): Promise<string> {
  const fault = passwordFault(password, owner)
  if (fault !== null) throw invalidField('password', fault)
  return await hashPassword(password)
}
