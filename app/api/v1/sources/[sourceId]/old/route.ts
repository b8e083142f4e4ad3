import { defineRoute } from '#app/api/route-kit.ts'
import { endOldSource } from '#lib/modules/access/index.ts'
import { sourceRef, sourceView } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Ends the credential before the last rotation of a source at once.',
  permission: 'source:rotate',
  params: sourceRef,
  response: sourceView,
  handler: async (ctx, { params }) => await endOldSource(ctx, params),
})
