import { noSuchPlace } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findPendingInvitations } from './invitation-repository.ts'
import { countMembers, findMembers, isListedMember } from './member-list-repository.ts'
import { listMembersInput, type ListMembersInput, type ListMembersOutput } from './schemas.ts'
import { toInvitationView, toMemberView } from './views.ts'

/**
 * Lists members with the bindings that the scope can see, a page at a time, in the order in which they came unless asked
 * otherwise; pending invitations come with the first. Throws `invalid_input` for a place whose member is not in the list
 * any more.
 */
export async function listMembers(
  ctx: RequestContext,
  input: ListMembersInput = {},
): Promise<ListMembersOutput> {
  authorize(ctx, 'member:read')
  const { after, limit, text, sort } = parseInput(listMembersInput, input)
  const { members, invitations, total } = await ctx.db.read(async (tx) => {
    if (after !== undefined && !(await isListedMember(tx, after, text))) throw noSuchPlace()
    return {
      members: await findMembers(tx, { after, take: limit + 1, text, sort }),
      invitations: after === undefined ? await findPendingInvitations(tx) : [],
      total: await countMembers(tx, text),
    }
  })
  const page = members.slice(0, limit)
  return {
    members: page.map(toMemberView),
    invitations: invitations.map((row) => toInvitationView(row, ctx.clock.now())),
    next: members.length > limit ? (page.at(-1)?.id ?? null) : null,
    total,
  }
}
