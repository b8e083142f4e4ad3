import { defineRoute } from '#app/api/route-kit.ts'
import { disableMember } from '#lib/modules/access/index.ts'
import { memberAccess, memberRef } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Switches off the access of a member: sessions end and their API keys are revoked at once.',
  permission: 'member:remove',
  params: memberRef,
  response: memberAccess,
  handler: async (ctx, { params }) => await disableMember(ctx, params),
})
