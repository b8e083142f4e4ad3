import { definePublicRoute } from '#app/api/route-kit.ts'
import { findSignOn } from '#lib/modules/identity/index.ts'
import { findSignOnInput, findSignOnOutput } from '#lib/modules/identity/schemas.ts'

export const POST = definePublicRoute({
  summary: 'Tells by which identity providers addresses of this domain sign on, whoever they belong to.',
  body: findSignOnInput,
  response: findSignOnOutput,
  handler: async (ctx, { body }) => await findSignOn(ctx, body),
})
