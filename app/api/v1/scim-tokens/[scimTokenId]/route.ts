import { defineRoute } from '#app/api/route-kit.ts'
import { revokeScimToken } from '#lib/modules/scim/index.ts'
import { scimTokenRef, scimTokenView } from '#lib/modules/scim/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Revokes a SCIM token for good; the members that came through it stay.',
  permission: 'identity:write',
  params: scimTokenRef,
  response: scimTokenView,
  handler: async (ctx, { params }) => await revokeScimToken(ctx, params),
})
