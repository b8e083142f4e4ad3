import { defineRoute } from '#app/api/route-kit.ts'
import { rotateSource } from '#lib/modules/access/index.ts'
import { sourceRef, sourceWithCredential } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Gives a source a new credential, which is in this answer only; the old one ends.',
  permission: 'source:rotate',
  params: sourceRef,
  response: sourceWithCredential,
  handler: async (ctx, { params }) => await rotateSource(ctx, params),
})
