import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { countUnread, findInbox } from './repository.ts'
import { listInboxInput, type InboxItem, type ListInboxInput } from './schemas.ts'

/** Lists the notices for oneself in this scope, newest first. Keys have no inbox. */
export async function listInbox(
  ctx: RequestContext,
  input: ListInboxInput,
): Promise<{ items: InboxItem[]; unread: number }> {
  authorize(ctx, 'profile:read')
  const { limit } = parseInput(listInboxInput, input)
  const { actor } = ctx
  if (actor.kind !== 'member') return { items: [], unread: 0 }
  return await ctx.db.read(async (tx) => {
    const rows = await findInbox(tx, actor.id, limit)
    const items = rows.map((row) => ({
      id: row.id,
      purpose: row.purpose,
      incidentId: row.incidentId,
      ...row.incident,
      at: row.createdAt.toISOString(),
      readAt: row.readAt?.toISOString() ?? null,
    }))
    return { items, unread: await countUnread(tx, actor.id) }
  })
}
