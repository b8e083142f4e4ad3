import { scimRoute } from '#app/api/scim/scim-kit.ts'
import { createScimGroup, listScimGroups } from '#lib/modules/scim/index.ts'

export const GET = scimRoute(
  async (ctx, { query }) => ({ status: 200, resource: await listScimGroups(ctx, query) }),
  'group',
)
export const POST = scimRoute(
  async (ctx, { body }) => ({ status: 201, resource: await createScimGroup(ctx, body) }),
  'group',
)
