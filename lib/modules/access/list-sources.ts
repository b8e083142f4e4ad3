import { holds, pageOf } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findSources } from './credential-repository.ts'
import { sourceOrder } from './domain/source-order.ts'
import { SOURCE_STANDINGS, sourceStanding } from './domain/source-standing.ts'
import { listSourcesInput, type ListSourcesInput, type ListSourcesOutput } from './schemas.ts'
import { toSourceView } from './views.ts'

/** The list is read whole; live sources are few (`CAPS`), and this many revoked ones nobody looks through. */
const MOST_READ = 10_000

/**
 * Lists the sources of the scope, newest first unless asked otherwise, with the minute in which each was last used; says
 * whether there are more than are read.
 */
export async function listSources(
  ctx: RequestContext,
  input: ListSourcesInput = {},
): Promise<ListSourcesOutput> {
  authorize(ctx, 'source:read')
  const { text, sort, ...place } = parseInput(listSourcesInput, input)
  const now = ctx.clock.now()
  const rows = await ctx.db.read(async (tx) => await findSources(tx, MOST_READ + 1))
  const all = rows.slice(0, MOST_READ).map((row) => toSourceView(row, now))
  const found = all.filter(({ name }) => holds(text, name))
  const page = pageOf(found.toSorted(sourceOrder(sort, now.getTime())), place)
  const counts = SOURCE_STANDINGS.map((standing) => ({
    standing,
    count: all.filter((source) => sourceStanding(source, now.getTime()) === standing).length,
  }))
  return {
    sources: [...page.rows],
    more: rows.length > MOST_READ,
    counts: counts.filter(({ count }) => count > 0),
    next: page.next,
    total: page.total,
  }
}
