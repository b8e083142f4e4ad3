import { z } from 'zod'
import { DomainError, notFound } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { openChannelSecret } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findAllowed, findChannelById, isStaffMember, markTested } from './repository.ts'
import type { SendParts } from './send-delivery.ts'

const input = z.strictObject({ channelId: z.uuid(), memberId: z.uuid() })

/**
 * Sends a test notice through a channel and notes when it arrived. Runs in operator scope, where every channel is
 * visible; a channel that is not the member's is `not_found`. Throws `unavailable` when the other end did not take it.
 */
export async function sendTest(
  ctx: RequestContext,
  given: z.input<typeof input>,
  { senders, own }: SendParts,
): Promise<void> {
  authorize(ctx, 'channel:write')
  const { channelId, memberId } = parseInput(input, given)
  const found = await ctx.db.read(async (tx) => ({
    channel: await findChannelById(tx, channelId),
    isStaff: await isStaffMember(tx, memberId, ctx.clock.now()),
    allow: await findAllowed(tx),
  }))
  const { channel } = found
  if (channel?.memberId !== memberId) throw notFound()
  const id = `test-${channelId}-${ctx.clock.now().getTime()}`
  if (channel.kind === 'email') {
    await senders.mailer.send({
      to: channel.target,
      subject: 'Test of a channel of Bailiwick',
      text: 'This is a test. If you read it, pages reach you here.',
      messageId: `${id}@bailiwick`,
    })
  } else {
    const { secret } = channel
    const secrets =
      secret === null ? [] : await openChannelSecret({ ...channel, secret }, ctx.clock.now(), own)
    const allow = found.isStaff ? found.allow : []
    const sent = await senders.webhooks.send({
      id,
      url: channel.target,
      scope: operatorScope,
      allow,
      allowHttp: found.isStaff ? 'listed' : false,
      secrets,
      payload: { type: 'channel.test', timestamp: ctx.clock.now().toISOString(), data: {} },
    })
    if (sent.outcome !== 'delivered') {
      throw new DomainError(
        'unavailable',
        sent.outcome === 'gone' ? 'The receiver answered 410.' : sent.reason,
      )
    }
  }
  await ctx.db.tx(async (tx) => {
    await markTested(tx, channelId, ctx.clock.now())
    await recordAudit(tx, ctx, {
      action: 'channel.tested',
      target: { kind: 'channel', id: channelId, name: channel.target },
    })
  })
}
