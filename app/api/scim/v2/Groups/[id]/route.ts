import { scimRoute, scimSearch } from '#app/api/scim/scim-kit.ts'
import {
  deleteScimGroup,
  listScimGroups,
  patchScimGroup,
  readScimGroup,
  replaceScimGroup,
} from '#lib/modules/scim/index.ts'

export const GET = scimRoute(
  async (ctx, { id, query }) => ({ status: 200, resource: await readScimGroup(ctx, { id, query }) }),
  'group',
)
export const POST = scimSearch(listScimGroups)
export const PUT = scimRoute(
  async (ctx, { id, body }) => ({
    status: 200,
    resource: await replaceScimGroup(ctx, { id, resource: body }),
  }),
  'group',
)
export const PATCH = scimRoute(
  async (ctx, { id, body }) => ({ status: 200, resource: await patchScimGroup(ctx, { id, patch: body }) }),
  'group',
)
export const DELETE = scimRoute(async (ctx, { id }) => {
  await deleteScimGroup(ctx, id)
  return { status: 204 }
}, 'group')
