import type { Tx } from '#lib/infra/db/index.ts'

/** Seconds for which a worker holds an export; it says again and again that it is still there. */
export const LEASE_SECONDS = 60

/** A tenant with the names that an archive and a record need; null when it is not in scope. */
export const findLeavingTenant = async (tx: Tx, id: string) =>
  await tx.tenant.findUnique({
    where: { id },
    select: { id: true, name: true, state: true, platformId: true, platform: { select: { name: true } } },
  })

/** What is written when an export is asked for. */
export interface NewExport {
  readonly platformId: string
  readonly tenantId: string
  readonly askedBy: string
  readonly approvedBy: string | null
  readonly decidedByTwo: boolean
  readonly askedAt: Date
}

/** Inserts an export that waits for a worker. */
export const insertExport = async (tx: Tx, row: NewExport) =>
  await tx.tenantExport.create({ data: { ...row, state: 'queued' } })

/** The exports of a tenant, newest first. */
export const findExports = async (tx: Tx, tenantId: string) =>
  await tx.tenantExport.findMany({
    where: { tenantId },
    orderBy: [{ askedAt: 'desc' }, { id: 'desc' }],
    take: 50,
  })

/** One export, or null. */
export const findExport = async (tx: Tx, id: string) =>
  await tx.tenantExport.findUnique({
    where: { id },
    include: { tenant: { select: { name: true, platform: { select: { name: true } } } } },
  })

/** A row of `tenant_export`. */
export type ExportRow = Awaited<ReturnType<typeof findExports>>[number]

/** Changes an export. */
export const changeExport = async (
  tx: Tx,
  id: string,
  data: Parameters<Tx['tenantExport']['update']>[0]['data'],
) => await tx.tenantExport.update({ where: { id }, data, select: { id: true } })

/** Takes an export that waits, or whose worker is gone; false when somebody else has it. By the clock of the database. */
export async function claimExport(tx: Tx, id: string, now: Date): Promise<boolean> {
  const claimed = await tx.$executeRaw`
    update tenant_export
       set state = 'running', attempts = attempts + 1, started_at = coalesce(started_at, ${now}),
           lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
     where id = ${id}::uuid and (state = 'queued' or (state = 'running' and lease_until < now()))`
  return claimed === 1
}

/** Says that the worker is still there, and how far it is; false when another one has taken over. */
export async function noteProgress(
  tx: Tx,
  id: string,
  progress: {
    readonly part: string
    readonly partsDone: number
    readonly partsAll: number
    readonly rows: number
    readonly attempts: number
  },
): Promise<boolean> {
  const { part, partsDone, partsAll, rows, attempts } = progress
  const noted = await tx.$executeRaw`
    update tenant_export
       set part = ${part}, parts_done = ${partsDone}, parts_all = ${partsAll}, rows_done = ${rows},
           lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
     where id = ${id}::uuid and state = 'running' and attempts = ${attempts}`
  return noted === 1
}

/** Says what came of a try; false, and nothing changed, when another worker has taken over. */
export async function endAttempt(
  tx: Tx,
  { id, attempts }: { readonly id: string; readonly attempts: number },
  data: Parameters<Tx['tenantExport']['updateMany']>[0]['data'],
): Promise<boolean> {
  const { count } = await tx.tenantExport.updateMany({ where: { id, state: 'running', attempts }, data })
  return count === 1
}

/** The newest migration of the database. */
export async function schemaVersion(tx: Tx): Promise<string> {
  const [row] = await tx.$queryRaw<{ version: string | null }[]>`select app_schema_version() as version`
  return row?.version ?? 'unknown'
}
