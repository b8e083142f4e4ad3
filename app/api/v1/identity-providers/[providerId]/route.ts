import { defineRoute } from '#app/api/route-kit.ts'
import { touched } from '#lib/modules/access/schemas.ts'
import { removeProvider, updateProvider } from '#lib/modules/identity/index.ts'
import { providerChange, providerRef, providerView } from '#lib/modules/identity/schemas.ts'

export const PATCH = defineRoute({
  summary: 'Changes an identity provider of the scope; a paused one lets nobody in.',
  permission: 'identity:write',
  params: providerRef,
  body: providerChange,
  response: providerView,
  handler: async (ctx, { params, body }) => await updateProvider(ctx, { ...body, ...params }),
})

export const DELETE = defineRoute({
  summary: 'Removes an identity provider of the scope with every role that its groups gave.',
  permission: 'identity:write',
  params: providerRef,
  response: touched,
  handler: async (ctx, { params }) => await removeProvider(ctx, params),
})
