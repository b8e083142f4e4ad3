import { defineRoute } from '#app/api/route-kit.ts'
import { endOwnSessions, listOwnSessions } from '#lib/modules/access/index.ts'
import { endedSessions, endOwnSessionsInput, listSessionsOutput } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists where the member who asks is signed in.',
  permission: 'session:end-own',
  response: listSessionsOutput,
  handler: async (ctx) => await listOwnSessions(ctx),
})

export const DELETE = defineRoute({
  summary: 'Ends all sessions of the member who asks, or all but the one that asks.',
  permission: 'session:end-own',
  body: endOwnSessionsInput,
  response: endedSessions,
  handler: async (ctx, { body }) => await endOwnSessions(ctx, body),
})
