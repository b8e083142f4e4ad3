import { defineRoute } from '#app/api/route-kit.ts'
import { createSource, listSources } from '#lib/modules/access/index.ts'
import {
  createSourceInput,
  listSourcesInput,
  listSourcesOutput,
  sourceWithCredential,
} from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists the sources in scope.',
  permission: 'source:read',
  query: listSourcesInput,
  response: listSourcesOutput,
  handler: async (ctx, { query }) => await listSources(ctx, query),
})

export const POST = defineRoute({
  summary: 'Creates a source in the scope of the request; its credential is in this answer only.',
  permission: 'source:create',
  body: createSourceInput,
  response: sourceWithCredential,
  status: 201,
  handler: async (ctx, { body }) => await createSource(ctx, body),
})
