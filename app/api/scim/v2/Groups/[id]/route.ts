import { scimRoute } from '#app/api/scim/scim-kit.ts'
import { deleteScimGroup, patchScimGroup, readScimGroup, replaceScimGroup } from '#lib/modules/scim/index.ts'

export const GET = scimRoute(async (ctx, { id }) => ({ status: 200, resource: await readScimGroup(ctx, id) }))
export const PUT = scimRoute(async (ctx, { id, body }) => ({
  status: 200,
  resource: await replaceScimGroup(ctx, { id, resource: body }),
}))
export const PATCH = scimRoute(async (ctx, { id, body }) => ({
  status: 200,
  resource: await patchScimGroup(ctx, { id, patch: body }),
}))
export const DELETE = scimRoute(async (ctx, { id }) => {
  await deleteScimGroup(ctx, id)
  return { status: 204 }
}, 'group')
