import { postAuthForm } from './auth-client.ts'
import { forgetRecent } from './recent.ts'

/** Ends the session and leads to the sign-in page. Throws `ApiProblem` when the server does not answer. */
export async function signOut(signInPath: string): Promise<void> {
  await postAuthForm('signout', {})
  forgetRecent()
  location.assign(signInPath)
}
