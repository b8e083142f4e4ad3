import { isUuid, memberId } from '#lib/core/ids.ts'
import { DomainError, notFound } from '#lib/core/errors.ts'
import { isRole, widestGrant } from '#lib/core/permissions.ts'
import { contains, scopeOfOwner } from '#lib/core/scope.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { presentBindings } from '#lib/infra/auth/identify.ts'
import { everyKeyring } from '#lib/infra/auth/kept-secrets.ts'
import { oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { closedInvitationMessage, invitationState } from './domain/invitation-state.ts'
import { lackingFor } from './domain/roles.ts'
import { findInvitationByToken, type InvitationRow } from './invitation-repository.ts'

/**
 * The open invitation with this token, read as the role `auth`. Throws `not_found` for an unknown token and
 * `precondition_failed` for one that is used, taken back or expired, or whose inviter may not grant the role any more.
 */
export async function openInvitation(auth: Tx, own: Runtime, token: string): Promise<InvitationRow> {
  const hashes = (await everyKeyring(auth, own.keyring)).map((one) => oneTimeHash(one, token))
  const invitation = await findInvitationByToken(auth, hashes)
  if (invitation === null) throw notFound()
  const now = own.clock.now()
  const state = invitationState(invitation, now)
  if (state !== 'open') throw new DomainError('precondition_failed', closedInvitationMessage(state))
  if (!(await inviterMayStillGrant(auth, invitation, now))) {
    throw new DomainError('precondition_failed', closedInvitationMessage('revoked'))
  }
  return invitation
}

/** Rights that were taken from the inviter since do not live on in the links that they sent. */
async function inviterMayStillGrant(auth: Tx, invitation: InvitationRow, now: Date): Promise<boolean> {
  if (!isUuid(invitation.invitedBy)) return true // the console and jobs
  const { role } = invitation
  if (!isRole(role)) return false
  const scope = scopeOfOwner(invitation)
  const bindings = await presentBindings(auth, memberId(invitation.invitedBy), now)
  const roles = bindings.filter((binding) => contains(binding.scope, scope)).map((binding) => binding.role)
  const held = (permission: Parameters<typeof widestGrant>[1]) => widestGrant(roles, permission)
  return held('member:invite') !== null && lackingFor(role, held) === null
}
