import { defineRoute } from '#app/api/route-kit.ts'
import { createScimToken } from '#lib/modules/scim/index.ts'
import { createScimTokenInput, scimTokenWithCredential } from '#lib/modules/scim/schemas.ts'

export const POST = defineRoute({
  summary: 'Makes a SCIM token for a platform or a tenant; the credential is in this answer only.',
  permission: 'identity:write',
  body: createScimTokenInput,
  response: scimTokenWithCredential,
  status: 201,
  handler: async (ctx, { body }) => await createScimToken(ctx, body),
})
