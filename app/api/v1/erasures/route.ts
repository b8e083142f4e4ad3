import { defineRoute } from '#app/api/route-kit.ts'
import { listErasures } from '#lib/modules/leaving/index.ts'
import { listErasuresOutput } from '#lib/modules/leaving/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists what is left of tenants that were erased: records without names.',
  permission: 'tenant:read',
  response: listErasuresOutput,
  handler: async (ctx) => ({ erasures: await listErasures(ctx) }),
})
