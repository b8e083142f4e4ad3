import { defineRoute } from '#app/api/route-kit.ts'
import { endViewAs, readViewAs, startViewAs } from '#lib/modules/access/index.ts'
import { readViewAsOutput, startViewAsInput, touched, viewAsView } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Shows as which tenant this session looks, and until when.',
  permission: 'profile:read-own',
  response: readViewAsOutput,
  handler: async (ctx) => await readViewAs(ctx),
})

export const POST = defineRoute({
  summary: 'Begins to look as a tenant: read-only, for a time, with a reason that the tenant reads.',
  permission: 'tenant:view-as',
  body: startViewAsInput,
  response: viewAsView,
  status: 201,
  handler: async (ctx, { body }) => await startViewAs(ctx, body),
})

export const DELETE = defineRoute({
  summary: 'Leaves the view as a tenant that this session has open.',
  permission: 'session:end-own',
  response: touched,
  handler: async (ctx) => await endViewAs(ctx),
})
