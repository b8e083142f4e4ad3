import { operatorOwner, type SealedPlace } from '#lib/infra/auth/seal.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'

const placeIn = (column: string, rowId: string): SealedPlace => ({
  owner: operatorOwner,
  table: 'channel',
  column,
  rowId,
})

/** Where the signing secret of a channel is sealed for. Channels belong to members, and members to no tenant. */
export const channelPlace = (channelId: string): SealedPlace => placeIn('secret', channelId)

/** Where the secret before the last rotation is sealed for. */
export const oldChannelPlace = (channelId: string): SealedPlace => placeIn('old_secret', channelId)

/** The sealed secrets of a channel as they are stored. */
export interface SealedSecrets {
  readonly id: string
  readonly secret: Uint8Array
  readonly oldSecret: Uint8Array | null
  readonly oldSecretUntil: Date | null
}

/**
 * Opens the signing secrets of a webhook channel for whoever sends through it, newest first: two while one is being
 * replaced. Throws SealError when the bytes were moved or changed. Not inside a transaction: the key is looked up in one
 * of its own.
 */
export async function openChannelSecret(
  { id, secret, oldSecret, oldSecretUntil }: SealedSecrets,
  now: Date,
  own: Runtime = runtime(),
): Promise<readonly string[]> {
  const newest = await own.sealer.open(channelPlace(id), secret)
  if (oldSecret === null || oldSecretUntil === null || oldSecretUntil <= now) return [newest]
  return [newest, await own.sealer.open(oldChannelPlace(id), oldSecret)]
}
