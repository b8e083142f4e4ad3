import type { Tx } from '#lib/infra/db/index.ts'

const CHANNEL = {
  id: true,
  kind: true,
  target: true,
  enabled: true,
  disabled: true,
  createdAt: true,
  testedAt: true,
  oldSecretUntil: true,
} as const

/** A channel as it is stored, without its sealed secret. */
export type ChannelRow = NonNullable<Awaited<ReturnType<typeof findChannel>>>

/** A channel to be stored. */
export interface NewChannel {
  readonly id: string
  readonly memberId: string
  readonly kind: string
  readonly target: string
  readonly secret: Uint8Array<ArrayBuffer> | null
  readonly createdAt: Date
}

/** Inserts a channel; a second one to the same target is a `conflict`. */
export const insertChannel = async (tx: Tx, channel: NewChannel) =>
  await tx.channel.create({ data: { ...channel }, select: CHANNEL })

/** How many channels a member has. */
export const countChannels = async (tx: Tx, memberId: string): Promise<number> =>
  await tx.channel.count({ where: { memberId } })

/** How many private addresses are allowed. */
export const countOutgoingAllows = async (tx: Tx): Promise<number> => await tx.outgoingAllow.count()

/** The channels of a member, oldest first. */
export const findChannels = async (tx: Tx, memberId: string) =>
  await tx.channel.findMany({
    where: { memberId },
    orderBy: [{ createdAt: 'asc' }, { id: 'asc' }],
    select: CHANNEL,
  })

/** A channel of a member, or null. */
export const findChannel = async (tx: Tx, memberId: string, id: string) =>
  await tx.channel.findFirst({ where: { id, memberId }, select: CHANNEL })

/** The sealed signing secret of a channel; null when it has none or the scope cannot see it. */
export const findChannelSecret = async (tx: Tx, id: string): Promise<Uint8Array | null> =>
  (await tx.channel.findUnique({ where: { id }, select: { secret: true } }))?.secret ?? null

/** Gives a channel of a member another secret; null when it is not there any more. */
export async function changeChannelSecret(
  tx: Tx,
  memberId: string,
  id: string,
  change: {
    readonly secret: Uint8Array<ArrayBuffer>
    readonly oldSecret: Uint8Array<ArrayBuffer> | null
    readonly oldSecretUntil: Date | null
  },
): Promise<ChannelRow | null> {
  await tx.channel.updateMany({ where: { id, memberId }, data: change })
  return await findChannel(tx, memberId, id)
}

/** Removes a channel of a member. */
export const deleteChannel = async (tx: Tx, memberId: string, id: string): Promise<void> => {
  await tx.channel.deleteMany({ where: { id, memberId } })
}

const ALLOW = {
  id: true,
  platformId: true,
  cidr: true,
  port: true,
  reason: true,
  createdBy: true,
  createdAt: true,
} as const

/** An entry of the list of allowed private addresses as it is stored. */
export type OutgoingAllowRow = NonNullable<Awaited<ReturnType<typeof findOutgoingAllow>>>

/** An entry to be stored. */
export interface NewOutgoingAllow {
  readonly cidr: string
  readonly port: number
  readonly reason: string
  readonly platformId: string | null
  readonly createdBy: string
  readonly createdAt: Date
}

/** Inserts an entry of the list. */
export const insertOutgoingAllow = async (tx: Tx, entry: NewOutgoingAllow) =>
  await tx.outgoingAllow.create({ data: { ...entry }, select: ALLOW })

/** Entries that count in the scope, newest first. */
export const findOutgoingAllows = async (tx: Tx) =>
  await tx.outgoingAllow.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: ALLOW })

/** One entry of the list, or null. */
export const findOutgoingAllow = async (tx: Tx, id: string) =>
  await tx.outgoingAllow.findUnique({ where: { id }, select: ALLOW })

/** Removes an entry of the list. */
export const deleteOutgoingAllow = async (tx: Tx, id: string): Promise<void> => {
  await tx.outgoingAllow.delete({ where: { id }, select: { id: true } })
}

/** True when there is such a platform in scope. */
export const platformExists = async (tx: Tx, id: string): Promise<boolean> =>
  (await tx.platform.findUnique({ where: { id }, select: { id: true } })) !== null
