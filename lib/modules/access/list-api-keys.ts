import { MOST_LISTED } from '#lib/core/caps.ts'
import { cutPage, inBatches, totalOf } from '#lib/core/list-page.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { actingMemberId } from './acting.ts'
import { countApiKeys, findApiKeyIds } from './api-key-list-repository.ts'
import { findApiKeyViews, keyReach } from './api-key-views.ts'
import { KEY_STANDINGS } from './domain/key-standing.ts'
import { listApiKeysInput, type ListApiKeysInput, type ListApiKeysOutput } from './schemas.ts'

/**
 * Lists the API keys of the scope, newest first unless asked otherwise: all of them to whoever may read who has access, else
 * only one's own. Throws `invalid_input` for a place whose key is not in the list any more.
 */
export async function listApiKeys(
  ctx: RequestContext,
  input: ListApiKeysInput = {},
): Promise<ListApiKeysOutput> {
  const { permission, of } = keyReach(ctx)
  authorize(ctx, permission, { own: true })
  const { text, sort, after, limit } = parseInput(listApiKeysInput, input)
  const now = ctx.clock.now()
  const filter = { of, text, sort, now }
  const take = limit ?? MOST_LISTED
  const reader = { now, readerId: actingMemberId(ctx) }
  return await ctx.db.read(async (tx) => {
    const { ids, next } = cutPage(await findApiKeyIds(tx, filter, { after, take: take + 1 }), take)
    const keys = await inBatches(ids, async (batch) => await findApiKeyViews(tx, batch, reader))
    const counted = await countApiKeys(tx, filter)
    return {
      keys,
      more: limit === undefined && next !== null,
      counts: KEY_STANDINGS.flatMap((standing) =>
        counted.filter((each) => each.standing === standing).map(({ count }) => ({ standing, count })),
      ),
      next,
      total: totalOf(counted),
    }
  })
}
