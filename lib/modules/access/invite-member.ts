import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { issueInvitation } from './issue-invitation.ts'
import { isOwnAddress } from './acting.ts'
import { requireGrantable, requireNoRelease, requireOwnEnd } from './require-grantable.ts'
import { roleEnd } from './role-end.ts'
import { inviteMemberInput, type InvitationView, type InviteMemberInput } from './schemas.ts'
import { toInvitationView } from './views.ts'

/**
 * Invites somebody by e-mail to a role in the scope of the request, for good or until a moment. The link is good once, for
 * 72 hours; an earlier one to the same address and role dies. Throws `forbidden` for a role with a permission that the
 * inviter lacks, and for an end that is later than what was set for them.
 */
export async function inviteMember(
  ctx: RequestContext,
  input: InviteMemberInput,
  own: Runtime = runtime(),
): Promise<InvitationView> {
  authorize(ctx, 'member:invite')
  const { email, name, role, roleUntil } = parseInput(inviteMemberInput, input)
  requireGrantable(ctx, role)
  const now = ctx.clock.now()
  const until = roleEnd('roleUntil', roleUntil, now)
  const isSelf = isOwnAddress(ctx, email)
  if (isSelf) requireNoRelease(ctx, role)
  await requireOwnEnd(ctx, { role, scope: ctx.scope, until, field: 'roleUntil', isSelf }, own)
  const owner = ownerOf(ctx.scope)
  return await ctx.db.tx(async (tx) => {
    const invitation = await issueInvitation(tx, ctx, own, { owner, email, name, role, roleUntil: until })
    await recordAudit(tx, ctx, {
      action: 'member.invite',
      target: { kind: 'invitation', id: invitation.id, name },
      details: { email, role, ...(until === null ? {} : { roleUntil: until.toISOString() }) },
    })
    return toInvitationView(invitation, now)
  })
}
