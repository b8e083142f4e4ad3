import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findPendingInvitations } from './invitation-repository.ts'
import { findMembers } from './repository.ts'
import { listMembersInput, type ListMembersInput, type ListMembersOutput } from './schemas.ts'
import { toBindingView, toInvitationView } from './views.ts'

/** Lists members with the bindings that the scope can see, a page at a time; pending invitations come with the first. */
export async function listMembers(
  ctx: RequestContext,
  input: ListMembersInput = {},
): Promise<ListMembersOutput> {
  authorize(ctx, 'member:read')
  const { after, limit } = parseInput(listMembersInput, input)
  const { members, invitations } = await ctx.db.read(async (tx) => ({
    members: await findMembers(tx, { after, limit }),
    invitations: after === undefined ? await findPendingInvitations(tx) : [],
  }))
  return {
    members: members.map(({ createdAt, bindings, ...member }) => ({
      ...member,
      createdAt: createdAt.toISOString(),
      bindings: bindings.map(toBindingView),
    })),
    invitations: invitations.map((row) => toInvitationView(row, ctx.clock.now())),
    next: members.length === limit ? (members.at(-1)?.id ?? null) : null,
  }
}
