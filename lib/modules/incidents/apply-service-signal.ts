import type { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { serviceSignal } from './jobs.ts'
import { findServiceOwner, refreshServiceState, saveSignal } from './service-repository.ts'

/** Takes what the engine noticed about a service into its state and, for a shared one, into what tenants are told. */
export async function applyServiceSignal(
  ctx: RequestContext,
  input: z.input<typeof serviceSignal.schema>,
): Promise<void> {
  authorize(ctx, 'service:write')
  const { serviceId, signal } = parseInput(serviceSignal.schema, input)
  await ctx.db.tx(async (tx) => {
    const service = await findServiceOwner(tx, serviceId)
    if (service === null) throw notFound()
    await saveSignal(tx, serviceId, signal)
    await refreshServiceState(tx, serviceId, ctx.clock.now())
    await recordAudit(tx, ctx, {
      action: 'service.signal',
      target: { kind: 'service', id: serviceId, name: service.name },
      details: { signal },
      owner: { platformId: service.platformId, tenantId: service.tenantId },
    })
  })
}
