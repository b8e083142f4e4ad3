import { defineRoute } from '#app/api/route-kit.ts'
import { mapScimGroup } from '#lib/modules/scim/index.ts'
import { mapScimGroupBody, scimGroupRef, scimGroupView } from '#lib/modules/scim/schemas.ts'

export const PATCH = defineRoute({
  summary: 'Says which role everybody in a provisioned group holds, or none.',
  permission: 'identity:write',
  params: scimGroupRef,
  body: mapScimGroupBody,
  response: scimGroupView,
  handler: async (ctx, { params, body }) => await mapScimGroup(ctx, { ...params, ...body }),
})
