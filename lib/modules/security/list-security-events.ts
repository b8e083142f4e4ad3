import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { findEvents } from './repository.ts'
import {
  listSecurityEventsInput,
  type ListSecurityEventsInput,
  type ListSecurityEventsOutput,
} from './schemas.ts'
import { toViews } from './views.ts'

/** Lists security events that the scope can see, newest first. */
export async function listSecurityEvents(
  ctx: RequestContext,
  input: ListSecurityEventsInput,
): Promise<ListSecurityEventsOutput> {
  authorize(ctx, 'security:read')
  const filter = parseInput(listSecurityEventsInput, input)
  return await ctx.db.read(async (tx) => {
    const rows = await findEvents(tx, filter)
    return {
      events: await toViews(tx, rows),
      next: rows.length === filter.limit ? (rows.at(-1)?.id ?? null) : null,
    }
  })
}
