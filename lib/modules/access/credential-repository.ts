import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { ownerColumns } from './repository.ts'

const KEY = {
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
  revokedAt: true,
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

/** API keys that the scope can see, newest first; only those of one member when `memberId` is given. */
export const findApiKeys = async (tx: Tx, memberId?: string) =>
  await tx.apiKey.findMany({
    where: memberId === undefined ? {} : { memberId },
    orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
    select: KEY,
  })

/** An API key of the scope, or null. */
export const findApiKey = async (tx: Tx, id: string) =>
  await tx.apiKey.findUnique({ where: { id }, select: KEY })

/** Makes an API key useless from now on. */
export const revokeApiKeyRow = async (tx: Tx, id: string, now: Date) =>
  await tx.apiKey.update({ where: { id }, data: { revokedAt: now }, select: KEY })

const SOURCE = {
  id: true,
  platformId: true,
  tenantId: true,
  tenantLabel: true,
  name: true,
  hint: true,
  plan: true,
  createdAt: true,
  lastUsedAt: true,
  revokedAt: true,
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
}

/** Inserts a source. */
export const insertSource = async (tx: Tx, { owner, ...row }: NewSource) =>
  await tx.source.create({
    data: { ...row, platformId: owner.platformId, tenantId: owner.tenantId },
    select: SOURCE,
  })

/** Sources that the scope can see, newest first. */
export const findSources = async (tx: Tx) =>
  await tx.source.findMany({ orderBy: [{ createdAt: 'desc' }, { id: 'desc' }], select: SOURCE })

/** A source of the scope, or null. */
export const findSource = async (tx: Tx, id: string) =>
  await tx.source.findUnique({ where: { id }, select: SOURCE })

/** Gives a source another credential, or takes the one that it has. */
export const changeSource = async (
  tx: Tx,
  id: string,
  data: Partial<StoredCredential> & { readonly revokedAt?: Date; readonly lastUsedAt?: null },
) => await tx.source.update({ where: { id }, data: { ...data }, select: SOURCE })

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
