import { operatorOwner, type SealedPlace } from '#lib/infra/auth/seal.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'

/** Where the signing secret of a channel is sealed for. Channels belong to members, and members to no tenant. */
export const channelPlace = (channelId: string): SealedPlace => ({
  owner: operatorOwner,
  table: 'channel',
  column: 'secret',
  rowId: channelId,
})

/**
 * Opens the signing secret of a webhook channel, for whoever sends through it; throws SealError when the bytes were
 * moved or changed. Not inside a transaction: the key is looked up in one of its own.
 */
export const openChannelSecret = async (
  channel: { readonly id: string; readonly secret: Uint8Array },
  own: Runtime = runtime(),
): Promise<string> => await own.sealer.open(channelPlace(channel.id), channel.secret)
