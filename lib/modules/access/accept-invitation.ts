// house: acts before a scope is known: the token of the link opens exactly the scope of its invitation
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import type { PasswordOwner } from './domain/password-rules.ts'
import { enterByInvitation, memberOfSession, requireInvited } from './enter-by-invitation.ts'
import { hashNewPassword } from './new-password.ts'
import { openInvitation } from './open-invitation.ts'
import { findScopeName } from './repository.ts'
import { acceptInvitationInput, type AcceptInvitationInput, type AcceptInvitationOutput } from './schemas.ts'
import { findAccount, type NewAccount } from './sign-in-repository.ts'

/**
 * Accepts an invitation, once: somebody new sets a password and becomes a member. Throws `precondition_failed` when the
 * link is no longer good or the address belongs to a member, who joins signed in (`joinByInvitation`), and `forbidden`
 * when somebody else is signed in here (`sid`).
 */
export async function acceptInvitation(
  ctx: RequestContext,
  { sid = null, ...input }: AcceptInvitationInput & { readonly sid?: string | null },
  own: Runtime = runtime(),
): Promise<AcceptInvitationOutput> {
  const { token, name, password } = parseInput(acceptInvitationInput, input)
  const signedIn = await memberOfSession(own, sid)
  const { invitation, isMember, organisation } = await own.database.asAuth(async (auth) => {
    const found = await openInvitation(auth, own, token)
    requireInvited(found, signedIn)
    return {
      invitation: found,
      isMember: (await findAccount(auth, found.email)) !== null,
      organisation: await findScopeName(auth, operatorScope),
    }
  })
  const { email } = invitation
  if (isMember) {
    throw new DomainError(
      'precondition_failed',
      `There is a member with the address ${email} already. Sign in as that member, then open the link again.`,
    )
  }
  const account = await newAccount(own, { email, name: name ?? invitation.name, password, organisation })
  return await enterByInvitation(ctx, own, invitation, { member: account, account })
}

async function newAccount(
  own: Runtime,
  { password, organisation, ...person }: PasswordOwner & { password: string },
): Promise<NewAccount> {
  const passwordHash = await hashNewPassword(password, { ...person, organisation })
  return { id: newId(), ...person, passwordHash, timeZone: 'UTC', createdAt: own.clock.now() }
}
