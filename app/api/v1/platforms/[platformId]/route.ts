import { defineRoute } from '#app/api/route-kit.ts'
import { getPlatform, renamePlatform } from '#lib/modules/tenancy/index.ts'
import { platformRef, platformView, renamePlatformInput } from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows one platform.',
  permission: 'platform:read',
  params: platformRef,
  response: platformView,
  handler: async (ctx, { params }) => await getPlatform(ctx, params),
})

export const PATCH = defineRoute({
  summary: 'Gives a platform another name.',
  permission: 'platform:update',
  params: platformRef,
  body: renamePlatformInput.omit({ platformId: true }),
  response: platformView,
  handler: async (ctx, { params, body }) => await renamePlatform(ctx, { ...body, ...params }),
})
