import { CAPS, requireRoom } from '#lib/core/caps.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import { newWebhookSecret } from '#lib/infra/http/webhook.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { countChannels, insertChannel } from './channel-repository.ts'
import { channelPlace } from './channel-secret.ts'
import { addChannelInput, type AddChannelInput, type AddChannelOutput } from './schemas.ts'
import { toChannelView } from './views.ts'

/**
 * Adds a way to reach oneself. A webhook gets a signing secret of its own (Standard Webhooks), shown only in the answer
 * and sealed in the database. Throws `conflict` for a target that is there already.
 */
export async function addChannel(
  ctx: RequestContext,
  input: AddChannelInput,
  own: Runtime = runtime(),
): Promise<AddChannelOutput> {
  authorize(ctx, 'channel:write')
  const member = requireMember(ctx)
  const { kind, target } = parseInput(addChannelInput, input)
  const id = newId()
  const secret = kind === 'webhook' ? newWebhookSecret() : null
  const sealed = secret === null ? null : await own.sealer.seal(channelPlace(id), secret)
  return await ctx.db.tx(async (tx) => {
    const row = { id, memberId: member.id, kind, target, secret: sealed, createdAt: ctx.clock.now() }
    requireRoom(CAPS.channels, await countChannels(tx, member.id))
    const channel = await insertChannel(tx, row)
    await recordAudit(tx, ctx, {
      action: 'channel.add',
      target: { kind: 'channel', id, name: target },
      details: { kind },
    })
    return { channel: toChannelView(channel), secret }
  })
}
