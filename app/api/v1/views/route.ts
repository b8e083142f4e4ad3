import { defineRoute } from '#app/api/route-kit.ts'
import { listViews, saveView } from '#lib/modules/views/index.ts'
import { listViewsInput, listViewsOutput, savedView, saveViewInput } from '#lib/modules/views/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the saved views of a list in this scope: the own ones, and those that are shared.',
  permission: 'profile:read-own',
  query: listViewsInput,
  response: listViewsOutput,
  handler: async (ctx, { query }) => await listViews(ctx, query),
})

export const POST = defineRoute({
  summary: 'Saves a view of a list, for the member alone or for everybody in the scope.',
  permission: 'profile:write',
  body: saveViewInput,
  response: savedView,
  status: 201,
  handler: async (ctx, { body }) => await saveView(ctx, body),
})
