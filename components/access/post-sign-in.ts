import { showAsFactor } from '#components/shell/passkey-client.ts'
import { postAuthForm } from '#components/shell/auth-client.ts'
import { readSignInAnswer, type SignInOutcome } from './sign-in-answer.ts'

/** What somebody signs in with; the code only once it was asked for. */
export interface SignInFields {
  readonly email: string
  readonly password: string
  readonly code?: string
  /** True to show a passkey as second factor. */
  readonly isWithPasskey?: boolean
}

/** Tries to sign in. Throws `ApiProblem` when nobody answers or the address is not the one of this installation, and `PasskeyFault`. */
export async function postSignIn({
  email,
  password,
  code,
  isWithPasskey = false,
}: SignInFields): Promise<SignInOutcome> {
  const passkey = isWithPasskey ? { passkey: JSON.stringify(await showAsFactor()) } : {}
  const fields = { email, password, ...(code === undefined ? {} : { code }), ...passkey }
  return readSignInAnswer(await postAuthForm('callback/credentials', fields))
}
