import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { ownerColumns } from './repository.ts'

/** Columns of an API key, without its hash. */
export const KEY = {
  id: true,
  platformId: true,
  tenantId: true,
  name: true,
  hint: true,
  permissions: true,
  memberId: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedIp: true,
  revokedAt: true,
  rotatedAt: true,
  oldHint: true,
  oldUntil: true,
  oldUsedAt: true,
} as const

/** An API key as it is stored, without its hash. */
export type ApiKeyRow = NonNullable<Awaited<ReturnType<typeof findApiKey>>>

/** What is stored of a credential. */
interface StoredCredential {
  readonly hash: Uint8Array<ArrayBuffer>
  readonly hint: string
}

/** An API key to be stored. */
export interface NewApiKey extends StoredCredential {
  readonly owner: Owner
  readonly name: string
  readonly permissions: string[]
  readonly memberId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
}

/** Inserts an API key. */
export const insertApiKey = async (tx: Tx, { owner, ...row }: NewApiKey) =>
  await tx.apiKey.create({ data: { ...row, ...ownerColumns(owner) }, select: KEY })

const stillGood = (owner: Owner, now: Date) => ({
  ...ownerColumns(owner),
  revokedAt: null,
  OR: [{ expiresAt: null }, { expiresAt: { gt: now } }],
})

/** How many API keys of exactly this owner open something. */
export const countLiveKeys = async (tx: Tx, owner: Owner, now: Date): Promise<number> =>
  await tx.apiKey.count({ where: stillGood(owner, now) })

/** How many sources of exactly this owner may send. */
export const countLiveSources = async (tx: Tx, owner: Owner, now: Date): Promise<number> =>
  await tx.source.count({ where: { ...stillGood(owner, now), platformId: owner.platformId ?? '' } })

/** How many scrape targets exactly this owner has. */
export const countScrapeTargets = async (tx: Tx, { platformId, tenantId }: PlatformOwner): Promise<number> =>
  await tx.scrapeTarget.count({ where: { platformId, tenantId } })

/** An API key of the scope, or null. */
export const findApiKey = async (tx: Tx, id: string) =>
  await tx.apiKey.findUnique({ where: { id }, select: KEY })

/** Makes an API key useless from now on. */
export const revokeApiKeyRow = async (tx: Tx, id: string, now: Date) =>
  await tx.apiKey.update({ where: { id }, data: { revokedAt: now }, select: KEY })

interface PutAside {
  readonly oldHash: Uint8Array<ArrayBuffer>
  readonly oldHint: string
}

/** A new credential in place of the one that a key or a source has, which works until `oldUntil`. */
export interface Rotation extends StoredCredential {
  readonly rotatedAt: Date
  readonly oldUntil: Date
}

/** Puts the present credential aside and a new one in its place. The one that was put aside before ends. */
export async function rotateApiKeyRow(tx: Tx, id: string, rotation: Rotation & { expiresAt: Date | null }) {
  // Locked, so that of two rotations at once neither loses the credential that the other has just shown.
  const [before] = await tx.$queryRaw<PutAside[]>`
    select hash as "oldHash", hint as "oldHint" from api_key where id = ${id}::uuid for update`
  return await tx.apiKey.update({
    where: { id },
    data: { ...rotation, ...before, oldUsedAt: null, toldDays: null },
    select: KEY,
  })
}

/** Keys of members that end between `from` and `until`, with what their owners were told. */
export const findEndingKeys = async (tx: Tx, from: Date, until: Date) =>
  await tx.apiKey.findMany({
    where: { revokedAt: null, memberId: { not: null }, expiresAt: { gt: from, lte: until } },
    orderBy: { id: 'asc' },
    select: { id: true, name: true, platformId: true, tenantId: true, expiresAt: true, toldDays: true },
  })

/** Notes that the owner of a key is told; false when somebody else did so meanwhile. */
export const noteTold = async (tx: Tx, id: string, before: number | null, days: number): Promise<boolean> =>
  (await tx.apiKey.updateMany({ where: { id, toldDays: before }, data: { toldDays: days } })).count === 1

/** Ends the credential that was put aside. */
export const endOldApiKeyRow = async (tx: Tx, id: string, now: Date) =>
  await tx.apiKey.update({ where: { id }, data: { oldHash: null, oldUntil: now }, select: KEY })

/** Columns of a source, without its hash. */
export const SOURCE = {
  id: true,
  platformId: true,
  tenantId: true,
  tenantLabel: true,
  name: true,
  hint: true,
  plan: true,
  createdAt: true,
  expiresAt: true,
  lastUsedAt: true,
  lastUsedIp: true,
  revokedAt: true,
  rotatedAt: true,
  oldHint: true,
  oldUntil: true,
  oldUsedAt: true,
} as const

/** A source as it is stored, without its hash. */
export type SourceRow = NonNullable<Awaited<ReturnType<typeof findSource>>>

/** The owner of what belongs to a platform or to a tenant, never to the operator. */
export interface PlatformOwner {
  readonly platformId: string
  readonly tenantId: string | null
}

/** A source to be stored. */
export interface NewSource extends StoredCredential {
  readonly owner: PlatformOwner
  readonly name: string
  readonly plan: string
  readonly tenantLabel: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
}

/** Inserts a source. */
export const insertSource = async (tx: Tx, { owner, ...row }: NewSource) =>
  await tx.source.create({
    data: { ...row, platformId: owner.platformId, tenantId: owner.tenantId },
    select: SOURCE,
  })

/** A source of the scope, or null. */
export const findSource = async (tx: Tx, id: string) =>
  await tx.source.findUnique({ where: { id }, select: SOURCE })

/** Ends a source for good. */
export const revokeSourceRow = async (tx: Tx, id: string, now: Date) =>
  await tx.source.update({ where: { id }, data: { revokedAt: now }, select: SOURCE })

/** Puts the present credential aside and a new one in its place. The one that was put aside before ends. */
export async function rotateSourceRow(tx: Tx, id: string, rotation: Rotation) {
  const [before] = await tx.$queryRaw<PutAside[]>`
    select hash as "oldHash", hint as "oldHint" from source where id = ${id}::uuid for update`
  return await tx.source.update({
    where: { id },
    data: { ...rotation, ...before, oldUsedAt: null },
    select: SOURCE,
  })
}

/** Ends the credential that was put aside. */
export const endOldSourceRow = async (tx: Tx, id: string, now: Date) =>
  await tx.source.update({ where: { id }, data: { oldHash: null, oldUntil: now }, select: SOURCE })

const TARGET = {
  id: true,
  platformId: true,
  tenantId: true,
  url: true,
  job: true,
  intervalSeconds: true,
  timeoutSeconds: true,
  labels: true,
  enabled: true,
  createdAt: true,
} as const

/** A scrape target as it is stored. */
export type ScrapeTargetRow = NonNullable<Awaited<ReturnType<typeof findScrapeTarget>>>

/** A scrape target to be stored. */
export interface NewScrapeTarget {
  readonly owner: PlatformOwner
  readonly url: string
  readonly job: string
  readonly intervalSeconds: number
  readonly timeoutSeconds: number
  readonly labels: Record<string, string>
  readonly createdAt: Date
}

/** Inserts a scrape target. */
export const insertScrapeTarget = async (tx: Tx, { owner, ...row }: NewScrapeTarget) =>
  await tx.scrapeTarget.create({
    data: { ...row, platformId: owner.platformId, tenantId: owner.tenantId },
    select: TARGET,
  })

/** Scrape targets that the scope can see, newest first. */
export const findScrapeTargets = async (tx: Tx) =>
  await tx.scrapeTarget.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: TARGET })

/** A scrape target of the scope, or null. */
export const findScrapeTarget = async (tx: Tx, id: string) =>
  await tx.scrapeTarget.findUnique({ where: { id }, select: TARGET })

/** Removes a scrape target. */
export const deleteScrapeTarget = async (tx: Tx, id: string): Promise<void> => {
  await tx.scrapeTarget.delete({ where: { id }, select: { id: true } })
}

/** Revokes every live API key that a member made, as far as the scope can see them; returns how many. */
export const revokeKeysOf = async (tx: Tx, memberId: string, at: Date): Promise<number> =>
  (await tx.apiKey.updateMany({ where: { memberId, revokedAt: null }, data: { revokedAt: at } })).count
