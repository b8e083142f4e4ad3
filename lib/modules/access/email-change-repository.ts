import type { Tx } from '#lib/infra/db/index.ts'

/* Everything here runs as the role `auth`: nobody else reads to which address somebody wants to move. */

/** A new address that waits for its link to be followed. */
export interface NewEmailChange {
  readonly id: string
  readonly memberId: string
  readonly newEmail: string
  readonly tokenHash: Uint8Array<ArrayBuffer>
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Ends a change that a member asked for, or somebody in their name. */
export const endEmailChange = async (tx: Tx, memberId: string, now: Date): Promise<void> => {
  await tx.emailChange.updateMany({
    where: { memberId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
}

/** Stores a change that was asked for; an earlier one of the same member ends. */
export async function insertEmailChange(tx: Tx, change: NewEmailChange): Promise<void> {
  await endEmailChange(tx, change.memberId, change.createdAt)
  await tx.emailChange.create({ data: { ...change }, select: { id: true } })
}

/** Uses the change with this token up; null when there is none that is open. Two requests cannot both get it. */
export async function claimEmailChange(tx: Tx, tokenHashes: Uint8Array<ArrayBuffer>[], now: Date) {
  const tokenHash = { in: tokenHashes }
  const { count } = await tx.emailChange.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now }, member: { state: 'active' } },
    data: { usedAt: now },
  })
  if (count === 0) return null
  return await tx.emailChange.findFirst({
    where: { tokenHash },
    select: { newEmail: true, member: { select: { id: true, name: true, email: true } } },
  })
}

/** Gives a member another address; a `conflict` when it is somebody else's. */
export const changeEmail = async (tx: Tx, id: string, email: string): Promise<void> => {
  await tx.member.update({ where: { id }, data: { email }, select: { id: true } })
}
