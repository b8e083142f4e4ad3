import { MOST_LISTED } from '#lib/core/caps.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { actingMemberId } from './acting.ts'
import { findApiKeys } from './credential-repository.ts'
import { findMemberNames } from './repository.ts'
import type { ListApiKeysOutput } from './schemas.ts'
import { toApiKeyView } from './views.ts'

/** Lists the newest 1,000 API keys of the scope, and says whether there are more: all of them to whoever may read who has access, else only one's own. */
export async function listApiKeys(ctx: RequestContext): Promise<ListApiKeysOutput> {
  const seesAll = ctx.grantOf('access:read') === 'yes'
  authorize(ctx, seesAll ? 'access:read' : 'apikey:create', { own: true })
  const memberId = actingMemberId(ctx)
  if (!seesAll && memberId === null) return { keys: [], more: false }
  return await ctx.db.read(async (tx) => {
    const found = await findApiKeys(tx, MOST_LISTED + 1, seesAll ? undefined : (memberId ?? undefined))
    const rows = found.slice(0, MOST_LISTED)
    const creators = rows.flatMap((row) => (row.memberId === null ? [] : [row.memberId]))
    const names = await findMemberNames(tx, creators)
    const reader = { now: ctx.clock.now(), names, readerId: memberId }
    return { keys: rows.map((row) => toApiKeyView(row, reader)), more: found.length > MOST_LISTED }
  })
}
