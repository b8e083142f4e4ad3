import { defineRoute } from '#app/api/route-kit.ts'
import { removePasskey, renamePasskey } from '#lib/modules/access/index.ts'
import { passkeyNameInput, passkeyRef, passkeyView, touched } from '#lib/modules/access/schemas.ts'

export const PATCH = defineRoute({
  summary: 'Gives one of the own passkeys another name.',
  permission: 'profile:write',
  params: passkeyRef,
  body: passkeyNameInput,
  response: passkeyView,
  handler: async (ctx, { params, body }) => await renamePasskey(ctx, { ...params, ...body }),
})

export const DELETE = defineRoute({
  summary: 'Removes one of the own passkeys, unless it is the last second factor; ends the other sessions.',
  permission: 'factor:write',
  params: passkeyRef,
  response: touched,
  handler: async (ctx, { params }) => await removePasskey(ctx, params),
})
