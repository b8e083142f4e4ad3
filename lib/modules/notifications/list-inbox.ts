import { retellNotice } from '#lib/core/words.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { countUnread, findInbox } from './repository.ts'
import { countUnreadNotices, findNotices } from './notice-repository.ts'
import { listInboxInput, type ListInboxInput, type ListInboxOutput } from './schemas.ts'

/** Lists the notices for oneself in this scope, newest first: about incidents, and about anything else. Keys have no inbox. */
export async function listInbox(ctx: RequestContext, input: ListInboxInput): Promise<ListInboxOutput> {
  authorize(ctx, 'profile:read')
  const { limit } = parseInput(listInboxInput, input)
  const { actor } = ctx
  if (actor.kind !== 'member') return { items: [], notices: [], unread: 0 }
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
    const notices = (await findNotices(tx, actor.id, limit)).map(({ createdAt, readAt, ...said }) => ({
      ...said,
      title: retellNotice(ctx.language, said.title),
      text: retellNotice(ctx.language, said.text),
      at: createdAt.toISOString(),
      readAt: readAt?.toISOString() ?? null,
    }))
    const unread = (await countUnread(tx, actor.id)) + (await countUnreadNotices(tx, actor.id))
    return { items, notices, unread }
  })
}
