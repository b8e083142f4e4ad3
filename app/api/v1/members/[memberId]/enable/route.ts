import { defineRoute } from '#app/api/route-kit.ts'
import { enableMember } from '#lib/modules/access/index.ts'
import { memberAccess, memberRef } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Lets a disabled member sign in again; revoked API keys stay revoked.',
  permission: 'member:remove',
  params: memberRef,
  response: memberAccess,
  handler: async (ctx, { params }) => await enableMember(ctx, params),
})
