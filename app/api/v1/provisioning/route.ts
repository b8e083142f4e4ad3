import { defineRoute } from '#app/api/route-kit.ts'
import { readProvisioning } from '#lib/modules/scim/index.ts'
import { provisioningOutput } from '#lib/modules/scim/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows what identity providers keep in step here by SCIM: tokens, groups with their roles, users.',
  permission: 'access:read',
  response: provisioningOutput,
  handler: async (ctx) => await readProvisioning(ctx),
})
