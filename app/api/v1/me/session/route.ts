import { defineRoute } from '#app/api/route-kit.ts'
import { endOwnSession, readSessionState } from '#lib/modules/access/index.ts'
import { sessionState, touched } from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Says when the session that makes this request ends by itself.',
  permission: 'session:end-own',
  response: sessionState,
  handler: async (ctx) => await readSessionState(ctx),
})

export const POST = defineRoute({
  summary: 'Keeps the session that makes this request from ending for want of use.',
  permission: 'session:end-own',
  response: sessionState,
  handler: async (ctx) => await readSessionState(ctx),
})

export const DELETE = defineRoute({
  summary: 'Ends the session that makes this request.',
  permission: 'session:end-own',
  response: touched,
  handler: async (ctx) => await endOwnSession(ctx),
})
