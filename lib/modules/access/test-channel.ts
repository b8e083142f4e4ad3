import { notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { writeOutbox } from '#lib/infra/jobs/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { findChannel } from './channel-repository.ts'
import { channelTest } from './jobs.ts'
import { channelRef, type ChannelRef, type ChannelView } from './schemas.ts'
import { toChannelView } from './views.ts'

/** Sends a test notice through one of the own channels; `testedAt` of the channel says when it arrived. */
export async function testChannel(ctx: RequestContext, input: ChannelRef): Promise<ChannelView> {
  authorize(ctx, 'channel:write')
  const member = requireMember(ctx)
  const { channelId } = parseInput(channelRef, input)
  return await ctx.db.tx(async (tx) => {
    const channel = await findChannel(tx, member.id, channelId)
    if (channel === null) throw notFound()
    await writeOutbox(tx, channelTest, ownerOf(ctx.scope), { channelId, memberId: member.id })
    await recordAudit(tx, ctx, {
      action: 'channel.test',
      target: { kind: 'channel', id: channelId, name: channel.target },
      details: { kind: channel.kind },
    })
    return toChannelView(channel)
  })
}
