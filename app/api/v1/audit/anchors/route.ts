import { defineRoute } from '#app/api/route-kit.ts'
import { listAnchors } from '#lib/modules/audit/index.ts'
import { listAnchorsOutput } from '#lib/modules/audit/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the witnesses outside with the state of their last delivery, and the newest anchors.',
  permission: 'audit:read',
  response: listAnchorsOutput,
  handler: async (ctx) => await listAnchors(ctx),
})
