import { z } from 'zod'
import { defineRoute } from '#app/api/route-kit.ts'
import { removeWitness } from '#lib/modules/audit/index.ts'
import { witnessRef } from '#lib/modules/audit/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Gives a witness nothing more; what it got stays on record.',
  permission: 'audit-anchor:write',
  params: witnessRef,
  response: z.object({ id: z.uuid() }),
  handler: async (ctx, { params }) => await removeWitness(ctx, params),
})
