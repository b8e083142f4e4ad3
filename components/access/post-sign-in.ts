import { postAuthForm } from '#components/shell/auth-client.ts'
import { readSignInAnswer, type SignInOutcome } from './sign-in-answer.ts'

/** What somebody signs in with; the code only once it was asked for. */
export interface SignInFields {
  readonly email: string
  readonly password: string
  readonly code?: string
}

/** Tries to sign in. Throws `ApiProblem` when nobody answers or the address is not the one of this installation. */
export async function postSignIn({ email, password, code }: SignInFields): Promise<SignInOutcome> {
  const fields = { email, password, ...(code === undefined ? {} : { code }) }
  return readSignInAnswer(await postAuthForm('callback/credentials', fields))
}
