// house: acts before a scope is known: the token of the link opens exactly the scope of its invitation
import { DomainError, invalidField } from '#lib/core/errors.ts'
import { formatScopeParam, operatorScope, scopeOfOwner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting.ts'
import { answeredEvenly, checkCredentials, type TriedMember } from './check-credentials.ts'
import type { PasswordOwner } from './domain/password-rules.ts'
import { closedInvitationMessage } from './domain/invitation-state.ts'
import { claimInvitation, type InvitationRow } from './invitation-repository.ts'
import { hashNewPassword } from './new-password.ts'
import { openInvitation } from './open-invitation.ts'
import { findBinding, findScopeName, insertBinding } from './repository.ts'
import { acceptInvitationInput, type AcceptInvitationInput, type AcceptInvitationOutput } from './schemas.ts'
import { findAccount, insertAccount, type NewAccount } from './sign-in-repository.ts'

/**
 * Accepts an invitation, once. Somebody new sets a password and becomes a member; an existing member shows password and
 * second factor and gets the role beside those they hold. Throws `precondition_failed` when the link is no longer good.
 */
export async function acceptInvitation(
  ctx: RequestContext,
  input: AcceptInvitationInput,
  own: Runtime = runtime(),
): Promise<AcceptInvitationOutput> {
  const { token, name, password, code } = parseInput(acceptInvitationInput, input)
  const { invitation, isMember, organisation } = await own.database.asAuth(async (auth) => {
    const found = await openInvitation(auth, own, token)
    return {
      invitation: found,
      isMember: (await findAccount(auth, found.email)) !== null,
      organisation: await findScopeName(auth, operatorScope),
    }
  })
  const { email } = invitation
  const scope = scopeOfOwner(invitation)
  if (isMember) {
    await join(ctx, own, invitation, {
      member: await recognise(own, { email, password, code }),
      account: null,
    })
  } else {
    const account = await newAccount(own, { email, name: name ?? invitation.name, password, organisation })
    await join(ctx, own, invitation, { member: account, account })
  }
  return { email, scope: formatScopeParam(scope) }
}

async function newAccount(
  own: Runtime,
  { password, organisation, ...person }: PasswordOwner & { password: string },
): Promise<NewAccount> {
  const passwordHash = await hashNewPassword(password, { ...person, organisation })
  return { id: newId(), ...person, passwordHash, timeZone: 'UTC', createdAt: own.clock.now() }
}

async function recognise(
  own: Runtime,
  credentials: { email: string; password: string; code: string | undefined },
): Promise<TriedMember> {
  const verdict = await answeredEvenly(
    async () => await checkCredentials(own, credentials),
    (judged) => judged.verdict !== 'right',
  )
  switch (verdict.verdict) {
    case 'right':
      return verdict.member
    case 'wrong':
      throw invalidField('password', 'this is not the password of the member with this address')
    case 'code_required':
      throw invalidField('code', 'this member has a second factor: type its code as well')
    case 'code_wrong':
      throw invalidField('code', 'this code is wrong or was used already; wait for the next one')
    case 'wait':
      throw new DomainError(
        'limit_exceeded',
        `Too many wrong attempts. Try again in ${verdict.seconds} seconds.`,
        {
          retryAfterSeconds: verdict.seconds,
        },
      )
  }
}

/** Uses the invitation up and binds the role. A new account commits inside, so that the binding can refer to it. */
async function join(
  ctx: RequestContext,
  own: Runtime,
  invitation: InvitationRow,
  { member, account }: { readonly member: TriedMember; readonly account: NewAccount | null },
): Promise<void> {
  const now = own.clock.now()
  const { id, role } = invitation
  await own.database.withScope(scopeOfOwner(invitation), async (tx) => {
    if (!(await claimInvitation(tx, id, now))) {
      throw new DomainError('precondition_failed', closedInvitationMessage('accepted'))
    }
    if (account !== null) await own.database.asAuth(async (auth) => await insertAccount(auth, account))
    const binding = { memberId: member.id, role, owner: invitation }
    if ((await findBinding(tx, binding)) === null) {
      await insertBinding(tx, { ...binding, createdAt: now, expiresAt: null })
    }
    await recordAudit(tx, actingAs(ctx, member), {
      action: 'member.accept-invitation',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { role, invitationId: id, isNew: account !== null },
      owner: { platformId: invitation.platformId, tenantId: invitation.tenantId },
    })
  })
}
