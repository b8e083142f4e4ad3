import { DomainError, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { closedInvitationMessage } from './domain/invitation-state.ts'
import { findInvitation, revokeInvitationRow } from './invitation-repository.ts'
import { revokeInvitationInput, type InvitationView, type RevokeInvitationInput } from './schemas.ts'
import { toInvitationView } from './views.ts'

/** Takes an invitation back: its link is worth nothing from now on. Throws `precondition_failed` once it was accepted. */
export async function revokeInvitation(
  ctx: RequestContext,
  input: RevokeInvitationInput,
): Promise<InvitationView> {
  authorize(ctx, 'member:invite')
  const { invitationId } = parseInput(revokeInvitationInput, input)
  const now = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    const invitation = await findInvitation(tx, invitationId)
    if (invitation === null) throw notFound()
    if (!(await revokeInvitationRow(tx, invitationId, now))) {
      const state = invitation.acceptedAt === null ? 'revoked' : 'accepted'
      throw new DomainError('precondition_failed', closedInvitationMessage(state))
    }
    await recordAudit(tx, ctx, {
      action: 'member.revoke-invitation',
      target: { kind: 'invitation', id: invitationId, name: invitation.name },
      details: { email: invitation.email, role: invitation.role },
      owner: { platformId: invitation.platformId, tenantId: invitation.tenantId },
    })
    return toInvitationView({ ...invitation, revokedAt: now }, now)
  })
}
