import { DomainError, notFound } from '#lib/core/errors.ts'
import { isRole } from '#lib/core/permissions.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { closedInvitationMessage, invitationState } from './domain/invitation-state.ts'
import { findInvitation, revokeInvitationRow } from './invitation-repository.ts'
import { issueInvitation } from './issue-invitation.ts'
import { isOwnAddress } from './acting.ts'
import { requireGrantable, requireNoRelease, requireOwnEnd } from './require-grantable.ts'
import { resendInvitationInput, type InvitationView, type ResendInvitationInput } from './schemas.ts'
import { toInvitationView } from './views.ts'

/**
 * Sends an invitation again that nobody accepted, open or expired: a new one with a new link, good for 72 hours; the old
 * link dies. From then on it is the invitation of whoever sent it again, who has to hold what the role holds, for as long.
 */
export async function resendInvitation(
  ctx: RequestContext,
  input: ResendInvitationInput,
  own: Runtime = runtime(),
): Promise<InvitationView> {
  authorize(ctx, 'member:invite')
  const { invitationId } = parseInput(resendInvitationInput, input)
  const now = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    const old = await findInvitation(tx, invitationId)
    if (old === null) throw notFound()
    const state = invitationState(old, now)
    if (state === 'accepted' || state === 'revoked') {
      throw new DomainError('precondition_failed', closedInvitationMessage(state))
    }
    const { email, name, role, roleUntil } = old
    if (!isRole(role)) throw notFound()
    requireGrantable(ctx, role, scopeOfOwner(old))
    const isSelf = isOwnAddress(ctx, email)
    if (isSelf) requireNoRelease(ctx, role)
    const wanted = { role, scope: scopeOfOwner(old), until: roleUntil }
    await requireOwnEnd(ctx, { ...wanted, field: 'roleUntil', isSelf }, own)
    if (roleUntil !== null && roleUntil <= now) {
      throw new DomainError('precondition_failed', 'The role would have ended by now. Invite them anew.')
    }
    // Of two who send it again at once, one does: the row can be taken back once.
    if (!(await revokeInvitationRow(tx, invitationId, now))) {
      throw new DomainError('precondition_failed', closedInvitationMessage('revoked'))
    }
    const owner = { platformId: old.platformId, tenantId: old.tenantId }
    const invitation = await issueInvitation(tx, ctx, own, { owner, email, name, role, roleUntil })
    await recordAudit(tx, ctx, {
      action: 'member.resend-invitation',
      target: { kind: 'invitation', id: invitation.id, name },
      details: { email, role, replaced: invitationId },
      owner,
    })
    return toInvitationView(invitation, now)
  })
}
