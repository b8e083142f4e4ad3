import type { Tx } from '#lib/infra/db/index.ts'
import { ACCOUNT, toAccount, type Account } from './sign-in-repository.ts'

/* Everything here runs as the role `auth`: nobody else reads who asked for a link. */

/** What a link is good for. */
export type LinkPurpose = 'sign-in' | 'password'

/** A link that is about to go out. */
export interface NewSignInLink {
  readonly id: string
  readonly memberId: string
  readonly purpose: LinkPurpose
  readonly tokenHash: Uint8Array<ArrayBuffer>
  readonly browser: Uint8Array<ArrayBuffer>
  readonly createdAt: Date
  readonly expiresAt: Date
}

/** Stores a link. Earlier ones stay as they are: whoever asks in the name of somebody else does not make theirs worthless. */
export const insertSignInLink = async (tx: Tx, link: NewSignInLink): Promise<void> => {
  await tx.signInLink.create({ data: { ...link }, select: { id: true } })
}

/** How many links went out for a member since a moment. */
export const countSignInLinks = async (tx: Tx, memberId: string, since: Date): Promise<number> =>
  await tx.signInLink.count({ where: { memberId, createdAt: { gt: since } } })

/** Which link is shown, where and for what. */
export interface ShownLink {
  readonly tokenHashes: Uint8Array<ArrayBuffer>[]
  readonly browsers: Uint8Array<ArrayBuffer>[]
  readonly purpose: LinkPurpose
}

const open = ({ tokenHashes, browsers, purpose }: ShownLink, now: Date) => ({
  tokenHash: { in: tokenHashes },
  browser: { in: browsers },
  purpose,
  usedAt: null,
  expiresAt: { gt: now },
  member: { state: 'active' as const },
})

/** The account that an open link is for; null when there is none such. */
export async function findLinkAccount(tx: Tx, link: ShownLink, now: Date): Promise<Account | null> {
  const row = await tx.signInLink.findFirst({
    where: open(link, now),
    select: { member: { select: ACCOUNT } },
  })
  return row === null ? null : toAccount(row.member)
}

/** Uses a link up; false when it is not open any more. Two requests cannot both get true. */
export const claimSignInLink = async (tx: Tx, link: ShownLink, now: Date): Promise<boolean> =>
  (await tx.signInLink.updateMany({ where: open(link, now), data: { usedAt: now } })).count === 1

/** Ends the other links of a member: what they could be used for has just been done. */
export const endSignInLinks = async (tx: Tx, memberId: string, now: Date): Promise<void> => {
  await tx.signInLink.updateMany({
    where: { memberId, usedAt: null, expiresAt: { gt: now } },
    data: { expiresAt: now },
  })
}
