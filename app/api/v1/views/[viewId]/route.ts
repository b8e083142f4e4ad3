import { z } from 'zod'
import { defineRoute } from '#app/api/route-kit.ts'
import { changeView, deleteView } from '#lib/modules/views/index.ts'
import { savedView, viewChanges, viewRef } from '#lib/modules/views/schemas.ts'

export const PATCH = defineRoute({
  summary: "Changes a saved view of one's own.",
  permission: 'profile:write',
  params: viewRef,
  body: viewChanges,
  response: savedView,
  handler: async (ctx, { params, body }) => await changeView(ctx, { ...params, ...body }),
})

export const DELETE = defineRoute({
  summary: "Deletes a saved view of one's own, or a shared one with the permission to share.",
  permission: 'profile:write',
  params: viewRef,
  response: z.null(),
  handler: async (ctx, { params }) => await deleteView(ctx, params),
})
