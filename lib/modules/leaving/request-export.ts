import { DomainError, notFound } from '#lib/core/errors.ts'
import type { z } from 'zod'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { findExports, findLeavingTenant, insertExport } from './repository.ts'
import { leavingTenantRef, type ExportView } from './schemas.ts'
import { toExportView } from './views.ts'

/** Who decided that a tenant is exported or erased. */
export interface DecidedBy {
  readonly askedBy: string
  /** Null where one person was enough. */
  readonly approvedBy: string | null
}

/**
 * Asks for the whole data of a tenant as files; a worker writes them. Throws `not_found`, and `conflict` while another
 * export of the tenant waits or runs.
 */
export async function requestExport(
  ctx: RequestContext,
  input: z.input<typeof leavingTenantRef>,
  decided?: DecidedBy,
): Promise<ExportView> {
  authorize(ctx, 'tenant:export')
  const { tenantId } = parseInput(leavingTenantRef, input)
  const by = decided ?? { askedBy: actorLabel(ctx.actor).name, approvedBy: null }
  return await ctx.db.tx(async (tx) => {
    const tenant = await findLeavingTenant(tx, tenantId)
    if (tenant === null) throw notFound()
    const open = (await findExports(tx, tenantId)).find(
      ({ state }) => state === 'queued' || state === 'running',
    )
    if (open !== undefined)
      throw new DomainError('conflict', 'An export of this tenant is under way already.')
    const row = await insertExport(tx, {
      platformId: tenant.platformId,
      tenantId,
      ...by,
      decidedByTwo: decided !== undefined,
      askedAt: ctx.clock.now(),
    })
    await recordAudit(tx, ctx, {
      action: 'tenant.export',
      target: { kind: 'tenant', id: tenantId, name: tenant.name },
      details: { exportId: row.id, ...by },
      owner: { platformId: tenant.platformId, tenantId },
    })
    return toExportView(row)
  })
}
