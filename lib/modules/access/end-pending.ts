import type { Tx } from '#lib/infra/db/index.ts'
import { endEmailChange } from './email-change-repository.ts'
import { endSignInLinks } from './sign-in-link-repository.ts'

/**
 * Ends what waits in mailboxes to be followed: links to sign in or to set a password with, and a change of address. Whoever
 * asked for it may be the one who is shut out at this moment. Runs as the role `auth`.
 */
export async function endPending(auth: Tx, memberId: string, now: Date): Promise<void> {
  await endSignInLinks(auth, memberId, now)
  await endEmailChange(auth, memberId, now)
}
