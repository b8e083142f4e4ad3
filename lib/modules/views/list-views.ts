import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { readingMember, toView } from './acting-member.ts'
import { findViews } from './repository.ts'
import { listViewsInput, type ListViewsInput, type ListViewsOutput } from './schemas.ts'

/** Lists the views of a list that the reader has in exactly this scope: their own, and those shared by its members. */
export async function listViews(ctx: RequestContext, input: ListViewsInput): Promise<ListViewsOutput> {
  authorize(ctx, 'profile:read-own')
  const { screen } = parseInput(listViewsInput, input)
  const memberId = readingMember(ctx)
  const rows = await ctx.db.read(async (tx) => await findViews(tx, ownerOf(ctx.scope), { screen, memberId }))
  return {
    views: rows.map((row) => toView(row, memberId)),
    mayShare: memberId !== null && ctx.grantOf('view:share') !== null,
  }
}
