import { scimRoute } from '#app/api/scim/scim-kit.ts'
import { createScimUser, listScimUsers } from '#lib/modules/scim/index.ts'

export const GET = scimRoute(
  async (ctx, { query }) => ({ status: 200, resource: await listScimUsers(ctx, query) }),
  'user',
)
export const POST = scimRoute(
  async (ctx, { body }) => ({ status: 201, resource: await createScimUser(ctx, body) }),
  'user',
)
