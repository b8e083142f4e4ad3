import type { Tx } from '#lib/infra/db/index.ts'
import { columns, type ScimOwner } from './repository.ts'

const TOKEN = {
  id: true,
  platformId: true,
  tenantId: true,
  name: true,
  hint: true,
  previousUntil: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

/** A token as it is stored, without its hash. */
export type ScimTokenRow = NonNullable<Awaited<ReturnType<typeof findToken>>>

type NewToken = Pick<ScimTokenRow, 'name' | 'hint' | 'createdAt' | 'expiresAt'> & {
  readonly owner: ScimOwner
  readonly hash: Uint8Array<ArrayBuffer>
}

/** Inserts a token. */
export const insertToken = async (tx: Tx, { owner, ...row }: NewToken) =>
  await tx.scimToken.create({ data: { ...row, ...columns(owner) }, select: TOKEN })

/** How many tokens of exactly this owner open something. */
export const countLiveTokens = async (tx: Tx, owner: ScimOwner, now: Date): Promise<number> =>
  await tx.scimToken.count({
    where: { ...columns(owner), revokedAt: null, OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
  })

/** Tokens that the scope can see, newest first. */
export const findTokens = async (tx: Tx) =>
  await tx.scimToken.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: TOKEN })

/** A token of the scope, or null. */
export const findToken = async (tx: Tx, id: string) =>
  await tx.scimToken.findUnique({ where: { id }, select: TOKEN })

/** Gives a token another credential and takes the one that it has until `until`. */
export async function replaceToken(
  tx: Tx,
  id: string,
  next: { hash: Uint8Array<ArrayBuffer>; hint: string; until: Date },
) {
  const { hash } = await tx.scimToken.findUniqueOrThrow({ where: { id }, select: { hash: true } })
  return await tx.scimToken.update({
    where: { id },
    data: { hash: next.hash, hint: next.hint, previousHash: hash, previousUntil: next.until },
    select: TOKEN,
  })
}

/** Makes a token useless, with the one before it. */
export const revokeToken = async (tx: Tx, id: string, now: Date) =>
  await tx.scimToken.update({
    where: { id },
    data: { revokedAt: now, previousHash: null, previousUntil: null },
    select: TOKEN,
  })
