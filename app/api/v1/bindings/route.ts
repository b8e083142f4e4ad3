import { defineRoute } from '#app/api/route-kit.ts'
import { bindRole } from '#lib/modules/access/index.ts'
import { bindingView, bindRoleInput } from '#lib/modules/access/schemas.ts'

export const POST = defineRoute({
  summary: 'Gives a member a further role in the scope of the request.',
  permission: 'member:bind',
  body: bindRoleInput,
  response: bindingView,
  status: 201,
  handler: async (ctx, { body }) => await bindRole(ctx, body),
})
