import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { carryOutErasure, type ErasureParts } from './carry-out-erasure.ts'
import { changeErasure, findErasure, insertErasure } from './erasure-repository.ts'
import { findLeavingTenant } from './repository.ts'
import { readTombstones, type Tombstone } from './tombstones.ts'

/**
 * Applies the erasures again that a restored database does not know of: what was erased stays erased, whatever dump was
 * put back. Returns the ids of the tenants that had come back and are gone again. Throws when the list was altered.
 */
export async function reapplyTenantErasures(ctx: RequestContext, parts: ErasureParts): Promise<string[]> {
  authorize(ctx, 'tenant:erase', { asking: true })
  const again: string[] = []
  for (const one of await readTombstones(parts.tombstones)) {
    if (!(await revive(ctx, one))) continue
    await carryOutErasure(ctx, { tenantId: one.tenantId }, parts)
    again.push(one.tenantId)
  }
  return again
}

/** Puts the record of an erasure back to work; false when the database holds nothing of the tenant. */
async function revive(ctx: RequestContext, one: Tombstone): Promise<boolean> {
  return await ctx.db.tx(async (tx) => {
    const tenant = await findLeavingTenant(tx, one.tenantId)
    const record = await findErasure(tx, one.tenantId)
    if (tenant === null && (record === null || record.state === 'done')) return false
    if (record === null) {
      await insertErasure(tx, {
        platformId: one.platformId,
        subjectId: one.tenantId,
        nameSalt: new Uint8Array(Buffer.from(one.nameSalt, 'base64')),
        nameDigest: new Uint8Array(Buffer.from(one.nameDigest, 'base64')),
        exportDigest: null,
        withoutExport: 'applied again after a restore',
        askedBy: 'the list of erasures',
        approvedBy: null,
        askedAt: new Date(one.at),
      })
    } else {
      await changeErasure(tx, one.tenantId, { state: 'running', leaseUntil: null })
    }
    await recordAudit(tx, ctx, {
      action: 'tenant.erase.reapply',
      target: { kind: 'tenant', id: one.tenantId },
      details: { recordId: one.recordId },
    })
    return true
  })
}
