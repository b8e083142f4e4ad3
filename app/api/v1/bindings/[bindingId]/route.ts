import { defineRoute } from '#app/api/route-kit.ts'
import { removeBinding } from '#lib/modules/access/index.ts'
import { bindingView, removeBindingInput } from '#lib/modules/access/schemas.ts'

export const DELETE = defineRoute({
  summary: 'Takes a role from a member, from the next request on.',
  permission: 'member:remove',
  params: removeBindingInput,
  response: bindingView,
  handler: async (ctx, { params }) => await removeBinding(ctx, params),
})
