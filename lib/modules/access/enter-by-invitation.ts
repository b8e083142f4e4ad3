// house: acts before a scope is known: the token of the link opens exactly the scope of its invitation
import { DomainError } from '#lib/core/errors.ts'
import { formatScopeParam, scopeOfOwner } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { lookupSession } from '#lib/infra/auth/session.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { actingAs } from './acting-as.ts'
import type { TriedMember } from './check-credentials.ts'
import { closedInvitationMessage } from './domain/invitation-state.ts'
import { claimInvitation, type InvitationRow } from './invitation-repository.ts'
import { findBinding, insertBinding } from './repository.ts'
import { moveRoleEnd } from './role-end-repository.ts'
import type { AcceptInvitationOutput } from './schemas.ts'
import { insertAccount, type NewAccount } from './sign-in-repository.ts'

/** The member whose session this is; null for nobody. Asked for itself: whoever lost every role can still be invited. */
export async function memberOfSession(own: Runtime, sid: string | null): Promise<TriedMember | null> {
  return sid === null ? null : ((await lookupSession(own, sid))?.member ?? null)
}

/** Refuses a session of somebody else than the invited one: a link that was passed on gives nobody a role. */
export function requireInvited(invitation: InvitationRow, member: TriedMember | null): void {
  if (member === null || member.email === invitation.email) return
  throw new DomainError(
    'forbidden',
    `This invitation went to ${invitation.email}, and you are signed in as ${member.email}. Sign out first, or ask for an invitation of your own.`,
  )
}

/** Uses the invitation up and binds the role. A new account commits inside, so that the binding can refer to it. */
export async function enterByInvitation(
  ctx: RequestContext,
  own: Runtime,
  invitation: InvitationRow,
  { member, account }: { readonly member: TriedMember; readonly account: NewAccount | null },
): Promise<AcceptInvitationOutput> {
  const now = own.clock.now()
  const { id, role, roleUntil } = invitation
  const scope = scopeOfOwner(invitation)
  await own.database.withScope(scope, async (tx) => {
    if (!(await claimInvitation(tx, id, now))) {
      throw new DomainError('precondition_failed', closedInvitationMessage('accepted'))
    }
    if (account !== null) await own.database.asAuth(async (auth) => await insertAccount(auth, account))
    const binding = { memberId: member.id, role, owner: invitation }
    const bound = await insertBinding(tx, { ...binding, createdAt: now, expiresAt: roleUntil })
    const held = bound === null ? await findBinding(tx, binding) : null
    if (held !== null && isLonger(roleUntil, held.expiresAt)) await moveRoleEnd(tx, held.id, roleUntil)
    await recordAudit(tx, actingAs(ctx, member), {
      action: 'member.accept-invitation',
      target: { kind: 'member', id: member.id, name: member.name },
      details: { role, invitationId: id, isNew: account !== null },
      owner: { platformId: invitation.platformId, tenantId: invitation.tenantId },
    })
  })
  return { email: member.email, scope: formatScopeParam(scope) }
}

/** True when a role that ends at `until` (null for never) lasts longer than the one that is held, which may be over. */
const isLonger = (until: Date | null, held: Date | null): boolean =>
  held !== null && (until === null || until > held)
