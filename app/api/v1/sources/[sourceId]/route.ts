import { defineRoute } from '#app/api/route-kit.ts'
import { revokeSource } from '#lib/modules/access/index.ts'
import { sourceRef, sourceView } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Revokes a source: nothing is accepted with its credential from now on.',
  permission: 'source:revoke',
  params: sourceRef,
  response: sourceView,
  handler: async (ctx, { params }) => await revokeSource(ctx, params),
})
