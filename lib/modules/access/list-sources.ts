import { cutPage, inBatches, totalOf } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { SOURCE_STANDINGS } from './domain/source-standing.ts'
import { listSourcesInput, type ListSourcesInput, type ListSourcesOutput } from './schemas.ts'
import { countSources, findSourceIds, findSourcesInTurn } from './source-list-repository.ts'
import { toSourceView } from './views.ts'

/** How many there are in one answer when the list is asked for whole. */
const MOST_AT_ONCE = 10_000

/**
 * Lists the sources of the scope, newest first unless asked otherwise, with the minute in which each was last used. Throws
 * `invalid_input` for a place whose source is not in the list any more.
 */
export async function listSources(
  ctx: RequestContext,
  input: ListSourcesInput = {},
): Promise<ListSourcesOutput> {
  authorize(ctx, 'source:read')
  const { text, sort, after, limit } = parseInput(listSourcesInput, input)
  const now = ctx.clock.now()
  const take = limit ?? MOST_AT_ONCE
  return await ctx.db.read(async (tx) => {
    const { ids, next } = cutPage(
      await findSourceIds(tx, { text, sort, now }, { after, take: take + 1 }),
      take,
    )
    const rows = await inBatches(ids, async (batch) => await findSourcesInTurn(tx, batch))
    const counted = await countSources(tx, { text, sort, now })
    return {
      sources: rows.map((row) => toSourceView(row, now)),
      more: limit === undefined && next !== null,
      counts: SOURCE_STANDINGS.flatMap((standing) =>
        counted.filter((each) => each.standing === standing).map(({ count }) => ({ standing, count })),
      ),
      next,
      total: totalOf(counted),
    }
  })
}
