import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { requireMember } from './acting.ts'
import { findChannels } from './channel-repository.ts'
import type { ListChannelsOutput } from './schemas.ts'
import { toChannelView } from './views.ts'

/** Lists the ways to reach oneself: the own address, then the channels in the order in which they were added. */
export async function listChannels(ctx: RequestContext): Promise<ListChannelsOutput> {
  authorize(ctx, 'profile:read-own')
  const { id, email } = requireMember(ctx)
  const rows = await ctx.db.read(async (tx) => await findChannels(tx, id))
  return { email, channels: rows.map(toChannelView) }
}
