import type { Tx } from '#lib/infra/db/index.ts'
import { columns, type ScimOwner } from './repository.ts'

const TOKEN = {
  id: true,
  platformId: true,
  tenantId: true,
  name: true,
  hint: true,
  previousUntil: true,
  makerUntil: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  revokedAt: true,
} as const

/** A token as it is stored, without its hash. */
export type ScimTokenRow = NonNullable<Awaited<ReturnType<typeof findToken>>>

type NewToken = Pick<ScimTokenRow, 'name' | 'hint' | 'createdAt' | 'makerUntil' | 'expiresAt'> & {
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

/** What a token gets by a rotation. */
interface NextCredential {
  readonly hash: Uint8Array<ArrayBuffer>
  readonly hint: string
  /** Until when the one before is taken; null for no moment more. */
  readonly until: Date | null
  readonly makerUntil: Date | null
}

/** Holds a token until the transaction ends: of two rotations at once the second one begins with what the first one left. */
export const holdToken = async (tx: Tx, id: string) => {
  await tx.$queryRaw`select 1 from scim_token where id = ${id}::uuid for no key update`
  return await findToken(tx, id)
}

/** Gives a token another credential and takes the one that it has until `until`. */
export async function replaceToken(tx: Tx, id: string, { until, ...next }: NextCredential) {
  const { hash } = await tx.scimToken.findUniqueOrThrow({ where: { id }, select: { hash: true } })
  return await tx.scimToken.update({
    where: { id },
    data: { ...next, previousHash: until === null ? null : hash, previousUntil: until },
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
