import { createHash, randomBytes } from 'node:crypto'
import { notOver, type Tx } from '#lib/infra/db/index.ts'
import { LEASE_SECONDS } from './repository.ts'

/** Rows that go in one transaction. */
const ROWS_AT_ONCE = 2000

/** What is written when an erasure is decided on. */
export interface NewErasure {
  readonly platformId: string
  readonly subjectId: string
  readonly nameSalt: Uint8Array<ArrayBuffer>
  readonly nameDigest: Uint8Array<ArrayBuffer>
  readonly exportDigest: string | null
  readonly withoutExport: string | null
  readonly askedBy: string
  readonly approvedBy: string | null
  readonly askedAt: Date
}

/** A name as it is kept of somebody who was erased: a new salt, and the digest of salt and name. */
export function digestOfName(name: string): Pick<NewErasure, 'nameSalt' | 'nameDigest'> {
  const nameSalt = new Uint8Array(randomBytes(16))
  return { nameSalt, nameDigest: new Uint8Array(createHash('sha256').update(nameSalt).update(name).digest()) }
}

/** Inserts the record of an erasure; from here on it is carried out. */
export const insertErasure = async (tx: Tx, row: NewErasure) =>
  await tx.erasureRecord.create({ data: { ...row, state: 'running' } })

/** The record of a tenant's erasure, or null. */
export const findErasure = async (tx: Tx, subjectId: string) =>
  await tx.erasureRecord.findUnique({ where: { subjectId } })

/** The records of the scope, newest first. */
export const findErasures = async (tx: Tx) =>
  await tx.erasureRecord.findMany({ orderBy: { askedAt: 'desc' }, take: 200 })

/** A row of `erasure_record`. */
export type ErasureRow = NonNullable<Awaited<ReturnType<typeof findErasure>>>

/** Takes an erasure whose worker is gone, or that has none yet; false when somebody else has it. */
export async function claimErasure(tx: Tx, subjectId: string): Promise<boolean> {
  const claimed = await tx.$executeRaw`
    update erasure_record set lease_until = now() + make_interval(secs => ${LEASE_SECONDS})
     where subject_id = ${subjectId}::uuid and state = 'running' and (lease_until is null or lease_until < now())`
  return claimed === 1
}

/** Says how far an erasure is and adds to what was counted, in the transaction of the rows that went. */
export async function noteStep(
  tx: Tx,
  subjectId: string,
  step: { readonly name: string; readonly done: number; readonly all: number; readonly count: number },
): Promise<void> {
  const { name, done, all, count } = step
  await tx.$executeRaw`
    update erasure_record
       set step = ${name}, steps_done = ${done}, steps_all = ${all}, failure = null,
           lease_until = now() + make_interval(secs => ${LEASE_SECONDS}),
           counts = case when ${count}::int = 0 then counts
             else jsonb_set(counts, array[${name}], to_jsonb(coalesce((counts ->> ${name})::bigint, 0) + ${count}::int)) end
     where subject_id = ${subjectId}::uuid`
}

/** Changes a record. */
export const changeErasure = async (
  tx: Tx,
  subjectId: string,
  data: Parameters<Tx['erasureRecord']['update']>[0]['data'],
) => await tx.erasureRecord.update({ where: { subjectId }, data, select: { id: true } })

/** Tables with rows of tenants, and which of them refers to which; the audit chain is apart. */
export async function findOwnedTables(
  tx: Tx,
): Promise<{ tables: string[]; references: { from: string; to: string }[] }> {
  const tables = await tx.$queryRaw<{ name: string }[]>`
    select format('%I.%I', s.nspname, c.relname) as name from pg_class c join pg_namespace s on s.oid = c.relnamespace
      join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id' and not a.attisdropped
     where c.relkind in ('r', 'p') and not c.relispartition and s.nspname in ('public', 'metrics')
       and left(c.relname, 6) <> 'audit_'`
  const references = await tx.$queryRaw<{ from: string; to: string }[]>`
    select distinct format('%I.%I', fs.nspname, f.relname) as "from", format('%I.%I', ts.nspname, t.relname) as "to"
      from pg_constraint c join pg_class f on f.oid = c.conrelid join pg_namespace fs on fs.oid = f.relnamespace
      join pg_class t on t.oid = c.confrelid join pg_namespace ts on ts.oid = t.relnamespace where c.contype = 'f'`
  return { tables: tables.map(({ name }) => name), references }
}

/** Deletes some of the tenant's rows of a table; returns how many. */
export async function eraseRows(tx: Tx, subjectId: string, table: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`
    select erase_tenant_rows(${subjectId}::uuid, ${table}, ${ROWS_AT_ONCE}::int) as n`
  return Number(row?.n ?? 0)
}

/** What the audit chain of a tenant says of somebody who has a role there, or had one. */
const ROLE_ACTIONS = ['member.bind', 'member.accept-invitation', 'member.remove-binding', 'member.role-end']

/**
 * Ids of members who belong to the tenant, or did: by a role, an account of its providers or of its provisioning, a reviewed
 * role, or a role that only its audit chain still tells of. Who made a key there need not: those above it may as well.
 */
async function findBelonging(tx: Tx, tenantId: string): Promise<string[]> {
  const where = { where: { tenantId }, distinct: ['memberId' as const], select: { memberId: true as const } }
  const rows = [
    await tx.roleBinding.findMany(where),
    await tx.scimUser.findMany(where),
    await tx.federatedAccount.findMany(where),
    await tx.accessReview.findMany(where),
  ]
  const recorded = await tx.auditEntry.findMany({
    where: { tenantId, targetKind: 'member', action: { in: ROLE_ACTIONS } },
    distinct: ['targetId'],
    select: { targetId: true },
  })
  return [
    ...new Set([...rows.flat().map(({ memberId }) => memberId), ...recorded.map(({ targetId }) => targetId)]),
  ]
}

/** Whom of these somebody else's provider keeps among its people: by its provisioning, or by an account that signs on. */
async function findKeptElsewhere(tx: Tx, ids: readonly string[], tenantId: string): Promise<string[]> {
  const where = { memberId: { in: [...ids] }, OR: [{ tenantId: null }, { tenantId: { not: tenantId } }] }
  const select = { memberId: true, platformId: true, tenantId: true } as const
  const provisioned = await tx.scimUser.findMany({ where, select: { ...select, active: true } })
  const accounts = await tx.federatedAccount.findMany({ where, select })
  const placeOf = (row: (typeof accounts)[number]): string =>
    [row.memberId, row.platformId, row.tenantId].join(' ')
  // An account stays when the provisioning of the same owner switches its person off; it lets nobody in any more.
  const switchedOff = new Set(provisioned.filter(({ active }) => !active).map(placeOf))
  return [
    ...provisioned.filter(({ active }) => active),
    ...accounts.filter((account) => !switchedOff.has(placeOf(account))),
  ].map(({ memberId }) => memberId)
}

/**
 * The members who are nothing but members of this tenant, or were: they are erased as persons, those as well whose role was
 * taken before. Who holds a role in another tenant, on a platform or of the operator, or whom another one's provider keeps
 * among its people, only loses the membership; a role that ran out holds nobody.
 */
export async function findOnlyMembers(tx: Tx, tenantId: string, now: Date): Promise<string[]> {
  const ids = await findBelonging(tx, tenantId)
  const bound = await tx.roleBinding.findMany({
    where: {
      memberId: { in: ids },
      AND: [{ OR: [{ tenantId: null }, { tenantId: { not: tenantId } }] }, notOver(now)],
    },
    select: { memberId: true },
  })
  const kept = await findKeptElsewhere(tx, ids, tenantId)
  const staying = new Set([...bound.map(({ memberId }) => memberId), ...kept])
  return ids.filter((id) => !staying.has(id))
}

/** Deletes the row of the tenant itself; returns how many. */
export async function eraseTenantItself(tx: Tx, subjectId: string): Promise<number> {
  const [row] = await tx.$queryRaw<{ n: bigint }[]>`select erase_tenant_itself(${subjectId}::uuid) as n`
  return Number(row?.n ?? 0)
}

/** What is left of a tenant, by table; tables without any are left out. */
export async function countLeft(tx: Tx, subjectId: string): Promise<Readonly<Record<string, number>>> {
  const rows = await tx.$queryRaw<{ relation: string; n: bigint }[]>`
    select relation, n from count_tenant_rows(${subjectId}::uuid) where n > 0`
  return Object.fromEntries(rows.map(({ relation, n }) => [relation, Number(n)]))
}

/** How many parts of payloads the tenant's audit chain still holds. */
export async function countAuditParts(tx: Tx, tenantId: string): Promise<number> {
  const sealed = await tx.auditPayload.count({ where: { tenantId, sealed: { not: null } } })
  const [plain] = await tx.$queryRaw<{ n: number }[]>`
    select count(*)::int as n from audit_entry where tenant_id = ${tenantId}::uuid and (payload is not null or salt is not null)`
  return sealed + (plain?.n ?? 0)
}

/** Takes the words out of the tenant's audit chain and throws their keys away; the chain stays whole without them. */
export async function eraseAuditPayloads(tx: Tx, tenantId: string, at: Date): Promise<number> {
  await tx.$executeRaw`
    update audit_subject set wrapped = null, wrap_key_id = null, erased_at = ${at}
     where tenant_id = ${tenantId}::uuid and erased_at is null`
  const sealed = await tx.$executeRaw`
    update audit_payload set sealed = null, erased_at = ${at} where tenant_id = ${tenantId}::uuid and sealed is not null`
  const plain = await tx.$executeRaw`
    update audit_entry set payload = null, salt = null
     where tenant_id = ${tenantId}::uuid and (payload is not null or salt is not null)`
  return sealed + plain
}
