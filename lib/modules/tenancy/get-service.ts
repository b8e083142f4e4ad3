import type { z } from 'zod'
import { notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { retellReason } from '#lib/core/words.ts'
import { findNeighbours, findService } from './repository.ts'
import { serviceRef, type ServiceDetail } from './schemas.ts'
import { toServiceView } from './views.ts'

/** Finds one service that the scope owns, with its neighbours in the dependency map. Throws `not_found`. */
export async function getService(
  ctx: RequestContext,
  input: z.input<typeof serviceRef>,
): Promise<ServiceDetail> {
  authorize(ctx, 'service:read')
  const { serviceId } = parseInput(serviceRef, input)
  return await ctx.db.read(async (tx) => {
    const row = await findService(tx, serviceId)
    if (row === null) throw notFound()
    const service = toServiceView(row)
    return {
      ...service,
      reason: retellReason(ctx.language, service.reason),
      ...(await findNeighbours(tx, serviceId)),
    }
  })
}
