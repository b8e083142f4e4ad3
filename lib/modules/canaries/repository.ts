import {
  CANARY_NAMES,
  CANARY_PLATFORM_ID,
  CANARY_REVIEWER_ID,
  canaryId,
  canaryMemberId,
  canaryTenantId,
  type CanaryName,
} from '#lib/core/canary.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'
import type { Judgement, Markers } from './domain/judge.ts'
import type { ReaderName } from './domain/surfaces.ts'

/** Makes the hidden platform; the scope that makes it does not see it, so nothing is returned. */
export async function insertCanaryPlatform(tx: Tx, name: string, now: Date): Promise<void> {
  await tx.platform.createMany({
    data: [{ id: CANARY_PLATFORM_ID, name, createdAt: now }],
    skipDuplicates: true,
  })
}

/** The markers, which are the names of the tenants; null before there are any. */
export async function findMarkers(tx: Tx): Promise<Markers | null> {
  const rows = await tx.tenant.findMany({ select: { id: true, name: true } })
  const names = new Map(rows.map(({ id, name }) => [id, name]))
  const [a, b] = [names.get(canaryTenantId('a')), names.get(canaryTenantId('b'))]
  return a === undefined || b === undefined ? null : { a, b }
}

/** Makes the two tenants with their markers as names, unless they are there. Returns how many were new. */
export async function insertTenants(tx: Tx, markers: Markers, now: Date): Promise<number> {
  const data = CANARY_NAMES.map((name) => ({
    id: canaryTenantId(name),
    platformId: CANARY_PLATFORM_ID,
    name: markers[name],
    createdAt: now,
  }))
  return (await tx.tenant.createMany({ data, skipDuplicates: true })).count
}

/** Makes the members of the canaries, who have no way to sign in. */
export async function insertMembers(database: Database, markers: Markers, now: Date): Promise<void> {
  const members = CANARY_NAMES.map((name) => ({
    id: canaryMemberId(name),
    email: `${markers[name]}@canary.invalid`,
    name: `Member ${markers[name]}`,
    createdAt: now,
  }))
  const reviewer = {
    id: CANARY_REVIEWER_ID,
    email: 'reviewer@canary.invalid',
    name: 'Reviewer',
    createdAt: now,
  }
  const data = [...members, reviewer]
  await database.asAuth(async (tx) => await tx.member.createMany({ data, skipDuplicates: true }))
}

/** Changes a row of each canary, so that its stream has something to say. */
export async function touchRules(tx: Tx, now: Date): Promise<void> {
  const ids = CANARY_NAMES.map((name) => canaryId(name, 'rule'))
  await tx.rule.updateMany({ where: { id: { in: ids } }, data: { updatedAt: now } })
}

/** Ids of the real tenants that may read as neighbours. */
export const findNeighbours = async (tx: Tx): Promise<{ id: string; platformId: string }[]> =>
  await tx.tenant.findMany({
    where: { state: 'active' },
    select: { id: true, platformId: true },
    orderBy: { id: 'asc' },
  })

/** The platform that Bailiwick itself is, where incidents about the installation stand; null before it was made. */
export const findHome = async (tx: Tx): Promise<{ id: string } | null> =>
  await tx.platform.findFirst({ where: { isSelf: true }, select: { id: true } })

/** An archive that was written for a canary. */
export interface CanaryArchive {
  readonly name: CanaryName
  readonly bytes: number
  readonly digest: string
}

/** Says of the export of a canary that its archive is there, and until when: as one that was decided by two, so that only the database stands before it. */
export async function noteArchive(
  tx: Tx,
  { name, bytes, digest }: CanaryArchive,
  { now, expiresAt }: { readonly now: Date; readonly expiresAt: Date },
): Promise<void> {
  await tx.tenantExport.updateMany({
    where: { id: canaryId(name, 'export') },
    data: { state: 'done', decidedByTwo: true, bytes, digest, finishedAt: now, expiresAt },
  })
}

/** The newest check of one surface by one reader. */
export interface CheckRow extends Judgement {
  readonly surface: string
  readonly reader: ReaderName
  readonly requests: number
  readonly checkedAt: Date
}

/** Records a check in the place of the one before; when a marker was last seen, and by its owner, stays. */
export async function recordCheck(tx: Tx, row: CheckRow): Promise<void> {
  const leaked = row.verdict === 'leak' ? { leakedAt: row.checkedAt } : {}
  const found = row.verdict === 'own' ? { ownAt: row.checkedAt } : {}
  const key = { surface: row.surface, reader: row.reader }
  await tx.canaryCheck.upsert({
    where: { surface_reader: key },
    create: { ...row, ...leaked, ...found },
    update: { ...row, ...leaked, ...found },
    select: { surface: true },
  })
}

/** Every recorded check. */
export const findChecks = async (tx: Tx) => await tx.canaryCheck.findMany()
