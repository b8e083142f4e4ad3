import { postAuthForm } from './auth-client.ts'

/** Ends the session and leads to the sign-in page. Throws `ApiProblem` when the server does not answer. */
export async function signOut(signInPath: string): Promise<void> {
  await postAuthForm('signout', {})
  location.assign(signInPath)
}
