import { scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { bothKeyrings, equalBytes } from '#lib/infra/auth/keys.ts'
import { invitationToken, oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { invitationState } from './domain/invitation-state.ts'
import { findInvitation, findTokenHash } from './invitation-repository.ts'
import { findMemberNames, findScopeName } from './repository.ts'

/** What stands in the mail of an invitation. */
export interface InvitationMail {
  readonly to: string
  readonly name: string
  readonly role: string
  readonly scopeName: string
  /** Who invites; `Bailiwick` when the console did, or when the scope cannot see the member. */
  readonly invitedBy: string
  /** The link. Its token stands behind `#`, which browsers send to nobody. */
  readonly url: string
  readonly expiresAt: Date
}

/** What the mail of an invitation says; null when it is no longer open and no mail should go out. For jobs. */
export async function prepareInvitationMail(
  ctx: RequestContext,
  { invitationId }: { readonly invitationId: string },
  own: Runtime = runtime(),
): Promise<InvitationMail | null> {
  authorize(ctx, 'member:invite')
  return await ctx.db.read(async (tx) => {
    const invitation = await findInvitation(tx, invitationId)
    if (invitation === null || invitationState(invitation, ctx.clock.now()) !== 'open') return null
    const names = await findMemberNames(tx, invitation.invitedBy === 'console' ? [] : [invitation.invitedBy])
    return {
      to: invitation.email,
      name: invitation.name,
      role: invitation.role,
      scopeName: await findScopeName(tx, scopeOfOwner(invitation)),
      invitedBy: names.get(invitation.invitedBy) ?? 'Bailiwick',
      url: `${own.publicUrl}/invitation#${tokenOf(own, invitation.id, await findTokenHash(tx, invitation.id))}`,
      expiresAt: invitation.expiresAt,
    }
  })
}

/** The token that was given out: it was made under the secret of that moment, which may have been replaced since. */
function tokenOf(own: Runtime, id: string, tokenHash: Uint8Array): string {
  for (const one of bothKeyrings(own.keyring)) {
    const token = invitationToken(one, id)
    if (equalBytes(tokenHash, oneTimeHash(one, token))) return token
  }
  return invitationToken(own.keyring, id)
}
