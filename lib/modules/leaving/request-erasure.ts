import { DomainError, invalidField, notFound } from '#lib/core/errors.ts'
import { actorLabel, authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { digestOfName, findErasure, insertErasure } from './erasure-repository.ts'
import { isAtHand } from './domain/export-state.ts'
import type { DecidedBy } from './request-export.ts'
import { findExports, findLeavingTenant } from './repository.ts'
import { requestErasureInput, type ErasureView, type RequestErasureInput } from './schemas.ts'
import { toErasureView } from './views.ts'

/**
 * Decides that a tenant is erased; a worker carries it out. Asks for its name as the guard word, and for a finished export
 * or the reason why there is none. Throws `not_found`, `invalid_input`, `conflict` when it is under way already, and
 * `precondition_failed` in a tenant's scope.
 */
export async function requestErasure(
  ctx: RequestContext,
  input: RequestErasureInput,
  decided?: DecidedBy,
): Promise<ErasureView> {
  authorize(ctx, 'tenant:erase')
  if (ctx.scope.kind === 'tenant') {
    throw new DomainError(
      'precondition_failed',
      'A tenant is erased from above: choose its platform as the scope.',
    )
  }
  const { tenantId, name, withoutExport } = parseInput(requestErasureInput, input)
  const by = decided ?? { askedBy: actorLabel(ctx.actor).name, approvedBy: null }
  return await ctx.db.tx(async (tx) => {
    const tenant = await findLeavingTenant(tx, tenantId)
    if (tenant === null) throw notFound()
    if (name !== tenant.name)
      throw invalidField('name', 'this is not the name of the tenant: type it exactly')
    const now = ctx.clock.now()
    const made = (await findExports(tx, tenantId)).find((one) => isAtHand(one, now))
    if (made === undefined && withoutExport === undefined) {
      throw invalidField(
        'withoutExport',
        'there is no finished export that can be downloaded: make one first, or say why none is wanted',
      )
    }
    if ((await findErasure(tx, tenantId)) !== null)
      throw new DomainError('conflict', 'The erasure of this tenant is under way already.')
    const row = await insertErasure(tx, {
      platformId: tenant.platformId,
      subjectId: tenantId,
      ...digestOfName(tenant.name),
      exportDigest: made?.digest ?? null,
      withoutExport: withoutExport ?? null,
      ...by,
      askedAt: now,
    })
    // In the chain of those who decide: the tenant's own loses its words.
    await recordAudit(tx, ctx, {
      action: 'tenant.erase',
      target: { kind: 'tenant', id: tenantId },
      details: { recordId: row.id, ...by, exportDigest: row.exportDigest, withoutExport: row.withoutExport },
    })
    return toErasureView(row)
  })
}
