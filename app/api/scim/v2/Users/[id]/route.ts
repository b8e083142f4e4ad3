import { scimRoute, scimSearch } from '#app/api/scim/scim-kit.ts'
import {
  deleteScimUser,
  listScimUsers,
  patchScimUser,
  readScimUser,
  replaceScimUser,
} from '#lib/modules/scim/index.ts'

export const GET = scimRoute(
  async (ctx, { id }) => ({ status: 200, resource: await readScimUser(ctx, id) }),
  'user',
)
export const POST = scimSearch(listScimUsers)
export const PUT = scimRoute(
  async (ctx, { id, body }) => ({
    status: 200,
    resource: await replaceScimUser(ctx, { id, resource: body }),
  }),
  'user',
)
export const PATCH = scimRoute(
  async (ctx, { id, body }) => ({ status: 200, resource: await patchScimUser(ctx, { id, patch: body }) }),
  'user',
)
export const DELETE = scimRoute(async (ctx, { id }) => {
  await deleteScimUser(ctx, id)
  return { status: 204 }
}, 'user')
