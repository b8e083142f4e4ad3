import { DomainError, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { newWebhookSecret } from '#lib/infra/http/webhook.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { requireMember } from './acting.ts'
import { changeChannelSecret, findChannel, findChannelSecret } from './channel-repository.ts'
import { channelPlace, oldChannelPlace } from './channel-secret.ts'
import { secondsAfter } from './domain/key-life.ts'
import { rotateChannelInput, type AddChannelOutput, type RotateChannelInput } from './schemas.ts'
import { toChannelView } from './views.ts'

/**
 * Gives one of the own webhooks another signing secret, shown only in the answer. Until the overlap ends every call is
 * signed with both (Standard Webhooks, "secret rotation"), so that the receiver has time to change. Throws
 * `precondition_failed` for a channel that signs nothing.
 */
export async function rotateChannel(
  ctx: RequestContext,
  input: RotateChannelInput,
  own: Runtime = runtime(),
): Promise<AddChannelOutput> {
  authorize(ctx, 'channel:write')
  const member = requireMember(ctx)
  const { channelId, overlapSeconds } = parseInput(rotateChannelInput, input)
  // Sealing looks its key up in a transaction of its own, so it comes before ours.
  const known = await ctx.db.read(async (tx) => ({
    channel: await findChannel(tx, member.id, channelId),
    sealed: await findChannelSecret(tx, channelId),
  }))
  if (known.channel === null) throw notFound()
  if (known.sealed === null) {
    throw new DomainError(
      'precondition_failed',
      'Only webhooks have a signing secret; this channel has none.',
    )
  }
  const before = await own.sealer.open(channelPlace(channelId), known.sealed)
  const secret = newWebhookSecret()
  const sealed = {
    secret: await own.sealer.seal(channelPlace(channelId), secret),
    oldSecret: overlapSeconds === 0 ? null : await own.sealer.seal(oldChannelPlace(channelId), before),
  }
  return await ctx.db.tx(async (tx) => {
    const oldSecretUntil = overlapSeconds === 0 ? null : secondsAfter(ctx.clock.now(), overlapSeconds)
    const channel = await changeChannelSecret(tx, member.id, channelId, { ...sealed, oldSecretUntil })
    if (channel === null) throw notFound()
    await recordAudit(tx, ctx, {
      action: 'channel.rotate',
      target: { kind: 'channel', id: channelId, name: channel.target },
      details: {
        before: { secret: 'set', oldUntil: known.channel?.oldSecretUntil?.toISOString() ?? null },
        after: { secret: 'replaced', oldUntil: oldSecretUntil?.toISOString() ?? null },
      },
    })
    return { channel: toChannelView(channel), secret }
  })
}
