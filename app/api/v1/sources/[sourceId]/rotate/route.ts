import { defineRoute } from '#app/api/route-kit.ts'
import { rotateSource } from '#lib/modules/access/index.ts'
import { rotationInput, sourceRef, sourceWithCredential } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary:
    'Gives a source a new credential, which is in this answer only; the old one works for the overlap.',
  permission: 'source:rotate',
  params: sourceRef,
  body: rotationInput,
  response: sourceWithCredential,
  handler: async (ctx, { params, body }) => await rotateSource(ctx, { ...params, ...body }),
})
