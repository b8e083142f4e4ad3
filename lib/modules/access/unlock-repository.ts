import type { Tx } from '#lib/infra/db/index.ts'

/* Everything here runs as the role `auth`. */

/** A link that opens a locked account. */
export interface NewUnlockLink {
  readonly id: string
  readonly memberId: string
  readonly tokenHash: Uint8Array<ArrayBuffer>
  readonly createdAt: Date
  readonly expiresAt: Date
}

/**
 * Stores a link; false when the member has one that is younger than its lifetime, used or not, and for a member who is
 * disabled: whoever locks an account again and again sends its owner no mail each time.
 */
export async function insertUnlockLink(tx: Tx, link: NewUnlockLink): Promise<boolean> {
  const { memberId, createdAt } = link
  const member = await tx.member.findUnique({ where: { id: memberId }, select: { state: true } })
  if (member?.state !== 'active') return false
  const recent = await tx.unlockLink.findFirst({
    where: { memberId, expiresAt: { gt: createdAt } },
    select: { id: true },
  })
  if (recent !== null) return false
  await tx.unlockLink.create({ data: { ...link }, select: { id: true } })
  return true
}

/** Uses the link with this token up; null when there is none that is good. Two requests cannot both get it. */
export async function claimUnlockLink(tx: Tx, tokenHashes: Uint8Array<ArrayBuffer>[], now: Date) {
  const tokenHash = { in: tokenHashes }
  const { count } = await tx.unlockLink.updateMany({
    where: { tokenHash, usedAt: null, expiresAt: { gt: now }, member: { state: 'active' } },
    data: { usedAt: now },
  })
  if (count === 0) return null
  const link = await tx.unlockLink.findFirst({
    where: { tokenHash },
    select: { member: { select: { id: true, name: true, email: true } } },
  })
  return link?.member ?? null
}
