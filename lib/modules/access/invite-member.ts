import { ownerOf } from '#lib/core/scope.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { invitationToken, oneTimeHash } from '#lib/infra/auth/one-time-token.ts'
import { newId } from '#lib/infra/db/index.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireGrantable } from './require-grantable.ts'
import { insertInvitation, revokeEarlier } from './invitation-repository.ts'
import { invitationSend } from './jobs.ts'
import { inviteMemberInput, type InvitationView, type InviteMemberInput } from './schemas.ts'
import { toInvitationView } from './views.ts'

const LIFETIME_MS = 72 * 3_600_000

/**
 * Invites somebody by e-mail to a role in the scope of the request. The link is good once, for 72 hours; an earlier one
 * to the same address and role dies. Throws `forbidden` for a role with a permission that the inviter lacks.
 */
export async function inviteMember(
  ctx: RequestContext,
  input: InviteMemberInput,
  own: Runtime = runtime(),
): Promise<InvitationView> {
  authorize(ctx, 'member:invite')
  const { email, name, role } = parseInput(inviteMemberInput, input)
  requireGrantable(ctx, role)
  const owner = ownerOf(ctx.scope)
  const id = newId()
  const createdAt = ctx.clock.now()
  return await ctx.db.tx(async (tx) => {
    await revokeEarlier(tx, { owner, email, role }, createdAt)
    const invitation = await insertInvitation(tx, {
      id,
      owner,
      email,
      name,
      role,
      tokenHash: oneTimeHash(own.keyring, invitationToken(own.keyring, id)),
      invitedBy: actorLabel(ctx.actor).id,
      createdAt,
      expiresAt: new Date(createdAt.getTime() + LIFETIME_MS),
    })
    await writeOutbox(tx, invitationSend, owner, { invitationId: id })
    await recordAudit(tx, ctx, {
      action: 'member.invite',
      target: { kind: 'invitation', id, name },
      details: { email, role },
    })
    return toInvitationView(invitation, createdAt)
  })
}
