import { defineRoute } from '#app/api/route-kit.ts'
import { rotateScimToken } from '#lib/modules/scim/index.ts'
import { scimTokenRef, scimTokenWithCredential } from '#lib/modules/scim/schemas.ts'

export const POST = defineRoute({
  summary:
    'Gives a SCIM token a new credential, which is in this answer only; the old one is taken for a day more.',
  permission: 'identity:write',
  params: scimTokenRef,
  response: scimTokenWithCredential,
  handler: async (ctx, { params }) => await rotateScimToken(ctx, params),
})
