import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { deleteChannel, findChannel } from './channel-repository.ts'
import { channelRef, type ChannelRef, type ChannelView } from './schemas.ts'
import { toChannelView } from './views.ts'

/** Removes one of the own channels; nothing is sent through it from now on. */
export async function removeChannel(ctx: RequestContext, input: ChannelRef): Promise<ChannelView> {
  authorize(ctx, 'channel:write')
  const member = requireMember(ctx)
  const { channelId } = parseInput(channelRef, input)
  return await ctx.db.tx(async (tx) => {
    const channel = await findChannel(tx, member.id, channelId)
    if (channel === null) throw notFound()
    await deleteChannel(tx, member.id, channelId)
    await recordAudit(tx, ctx, {
      action: 'channel.remove',
      target: { kind: 'channel', id: channelId, name: channel.target },
      details: { kind: channel.kind },
    })
    return toChannelView(channel)
  })
}
