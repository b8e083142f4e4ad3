import { defineRoute } from '#app/api/route-kit.ts'
import { listOutgoingUses } from '#lib/modules/access/index.ts'
import { listOutgoingUsesOutput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists what calls addresses that somebody typed, and whether each may be called as it stands.',
  permission: 'source:read',
  response: listOutgoingUsesOutput,
  handler: async (ctx) => await listOutgoingUses(ctx),
})
