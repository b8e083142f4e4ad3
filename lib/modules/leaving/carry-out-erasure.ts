import { rm } from 'node:fs/promises'
import type { z } from 'zod'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { ERASE_ACTION, ERASE_TARGET } from '#lib/modules/audit/domain/verify-chain.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { forgetRequests } from '#lib/modules/approvals/index.ts'
import { forgetPeople } from '#lib/modules/compliance/index.ts'
import { updateTenant } from '#lib/modules/tenancy/index.ts'
import { deletionOrder } from './domain/deletion-order.ts'
import {
  changeErasure,
  claimErasure,
  countAuditParts,
  countLeft,
  eraseAuditPayloads,
  eraseRows,
  eraseTenantItself,
  findErasure,
  findOnlyMembers,
  findOwnedTables,
  noteStep,
  type ErasureRow,
} from './erasure-repository.ts'
import { exportFile } from './export-place.ts'
import { findExports, findLeavingTenant } from './repository.ts'
import { leavingTenantRef } from './schemas.ts'
import { addTombstone } from './tombstones.ts'

/** What an erasure needs of its process. */
export interface ErasureParts {
  /** Where archives lie. */
  readonly folder: string
  /** The list of erasures outside of the database. */
  readonly tombstones: string
  /** The list of erased persons outside of the database; without it that of the installation. */
  readonly erasures?: string | undefined
  /** Accounts are emptied as the role `auth`. */
  readonly own: Pick<Runtime, 'database'>
}

/** The chain skeleton stays, and keeps the id: that something was there is no secret, what it was is gone. */
const SKELETON = /^(public\.)?audit_/

/**
 * Carries an erasure on from wherever it stands: shuts the tenant out, erases its members as persons who are
 * nothing else, deletes every row
 * of every table with its id, and leaves the record. Each step may run twice; what was counted is counted in the
 * transaction of the rows that went. Nothing happens without a record, or when it is done.
 */
export async function carryOutErasure(
  ctx: RequestContext,
  input: z.input<typeof leavingTenantRef>,
  parts: ErasureParts,
): Promise<void> {
  authorize(ctx, 'tenant:erase', { asking: true })
  const { tenantId } = parseInput(leavingTenantRef, input)
  const record = await ctx.db.read(async (tx) => await findErasure(tx, tenantId))
  if (record === null || record.state === 'done') return
  const claimed = await ctx.db.tx(async (tx) => {
    const isMine = await claimErasure(tx, tenantId)
    if (isMine) await note(tx, ctx, record, 'tenant.erase.begin')
    return isMine
  })
  if (!claimed) return
  try {
    await erase(ctx, record, parts)
  } catch (error) {
    const failure = error instanceof Error ? error.message.slice(0, 500) : 'unknown'
    await ctx.db.tx(async (tx) => {
      await changeErasure(tx, tenantId, { failure })
      await note(tx, ctx, record, 'tenant.erase.fail')
    })
    throw error
  }
}

type Tx = Parameters<typeof recordAudit>[0]

const note = async (
  tx: Tx,
  ctx: RequestContext,
  { id, subjectId }: ErasureRow,
  action: string,
): Promise<void> =>
  await recordAudit(tx, ctx, { action, target: { kind: 'tenant', id: subjectId }, details: { recordId: id } })

async function erase(ctx: RequestContext, record: ErasureRow, parts: ErasureParts): Promise<void> {
  const { subjectId } = record
  await addTombstone(parts.tombstones, {
    recordId: record.id,
    tenantId: subjectId,
    platformId: record.platformId,
    nameSalt: Buffer.from(record.nameSalt).toString('base64'),
    nameDigest: Buffer.from(record.nameDigest).toString('base64'),
    at: record.askedAt.toISOString(),
  })
  const { tenant, exports, tables } = await ctx.db.read(async (tx) => {
    const owned = await findOwnedTables(tx)
    return {
      tenant: await findLeavingTenant(tx, subjectId),
      exports: await findExports(tx, subjectId),
      tables: deletionOrder(owned.tables, owned.references),
    }
  })
  const members = await decidePeople(ctx, record)
  // Once only: later its chain has lost the keys that new words would need.
  if (tenant?.state === 'active')
    await updateTenant(ctx, {
      tenantId: subjectId,
      state: 'suspended',
      reason: 'This tenant is being erased.',
    })
  for (const { id } of exports) await rm(exportFile(parts.folder, id), { force: true })
  const all = tables.length + 2
  for await (const { rows: count } of forgetPeople(ctx, parts.own, {
    memberIds: members,
    reason: 'the only tenant of this member is erased',
    log: parts.erasures,
  }))
    await ctx.db.tx(async (tx) => await noteStep(tx, subjectId, { name: 'of members', done: 0, all, count }))
  for (const [at, name] of tables.entries()) await eraseTable(ctx, record, { name, done: at + 1, all })
  await erasePayloads(ctx, record, all)
  if (tenant !== null) {
    const count = await forgetRequests(ctx, { tenantId: subjectId, name: tenant.name })
    await ctx.db.tx(
      async (tx) => await noteStep(tx, subjectId, { name: 'request', done: all - 1, all, count }),
    )
  }
  await step(
    ctx,
    record,
    { name: 'tenant', done: all, all },
    async (tx) => await eraseTenantItself(tx, subjectId),
  )
  await finish(ctx, record)
}

/** Who is erased as a person is decided once: later their roles are gone, and they would not be found any more. */
async function decidePeople(ctx: RequestContext, { subjectId }: ErasureRow): Promise<readonly string[]> {
  return await ctx.db.tx(async (tx) => {
    const before = (await findErasure(tx, subjectId))?.memberIds ?? []
    const found = await findOnlyMembers(tx, subjectId, ctx.clock.now())
    const memberIds = [...new Set([...before, ...found])]
    await changeErasure(tx, subjectId, { memberIds })
    return memberIds
  })
}

interface Step {
  readonly name: string
  readonly done: number
  readonly all: number
}

/** One transaction of an erasure: what goes, and how far that brings it. Returns how many rows went. */
async function step(
  ctx: RequestContext,
  { subjectId }: ErasureRow,
  at: Step,
  act: (tx: Tx) => Promise<number>,
): Promise<number> {
  return await ctx.db.tx(async (tx) => {
    const count = await act(tx)
    await noteStep(tx, subjectId, { ...at, count })
    return count
  })
}

async function eraseTable(ctx: RequestContext, record: ErasureRow, at: Step): Promise<void> {
  let gone: number
  do {
    gone = await step(ctx, record, at, async (tx) => await eraseRows(tx, record.subjectId, at.name))
  } while (gone > 0)
}

/**
 * Takes the words out of the tenant's audit chain, which stays whole without them: its last entry says how many parts went,
 * its own two among them.
 */
async function erasePayloads(ctx: RequestContext, record: ErasureRow, all: number): Promise<void> {
  const owner = { platformId: record.platformId, tenantId: record.subjectId }
  await step(ctx, record, { name: 'audit payload', done: all - 1, all }, async (tx) => {
    const parts = await countAuditParts(tx, record.subjectId)
    if (parts === 0) return 0
    const target = { kind: ERASE_TARGET, id: String(parts + 2) }
    await recordAudit(tx, ctx, { action: ERASE_ACTION, target, owner })
    return await eraseAuditPayloads(tx, record.subjectId, ctx.clock.now())
  })
}

/** Writes the end down; refuses to call it an end while a single row is left. */
async function finish(ctx: RequestContext, record: ErasureRow): Promise<void> {
  await ctx.db.tx(async (tx) => {
    const left = Object.entries(await countLeft(tx, record.subjectId)).filter(
      ([table]) => !SKELETON.test(table),
    )
    if (left.length > 0) {
      throw new Error(`rows are left: ${left.map(([table, n]) => `${n} in ${table}`).join(', ')}`)
    }
    await changeErasure(tx, record.subjectId, {
      state: 'done',
      step: '',
      finishedAt: ctx.clock.now(),
      failure: null,
      leaseUntil: null,
      memberIds: [],
    })
    const done = await findErasure(tx, record.subjectId)
    await recordAudit(tx, ctx, {
      action: 'tenant.erase.finish',
      target: { kind: 'tenant', id: record.subjectId },
      details: { recordId: record.id, counts: JSON.stringify(done?.counts ?? {}) },
    })
  })
}
