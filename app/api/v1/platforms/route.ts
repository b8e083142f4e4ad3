import { defineRoute } from '#app/api/route-kit.ts'
import { createPlatform, listPlatforms } from '#lib/modules/tenancy/index.ts'
import { createPlatformInput, listPlatformsOutput, platformView } from '#lib/modules/tenancy/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the platforms in scope.',
  permission: 'platform:read',
  response: listPlatformsOutput,
  handler: async (ctx) => ({ platforms: await listPlatforms(ctx) }),
})

export const POST = defineRoute({
  summary: 'Creates a platform.',
  permission: 'platform:create',
  body: createPlatformInput,
  response: platformView,
  status: 201,
  handler: async (ctx, { body }) => await createPlatform(ctx, body),
})
