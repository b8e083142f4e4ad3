import { defineRoute } from '#app/api/route-kit.ts'
import { endMemberSessions, listMemberSessions } from '#lib/modules/access/index.ts'
import {
  endedSessions,
  endMemberSessionsBody,
  listSessionsOutput,
  memberRef,
} from '#lib/modules/access/schemas.ts'

export const GET = defineRoute({
  summary: 'Lists where a member of the scope is signed in.',
  permission: 'member:end-sessions',
  params: memberRef,
  response: listSessionsOutput,
  handler: async (ctx, { params }) => await listMemberSessions(ctx, params),
})

export const DELETE = defineRoute({
  summary: 'Ends one session, or all, of a member whose every role lies within the scope.',
  permission: 'member:end-sessions',
  params: memberRef,
  body: endMemberSessionsBody,
  response: endedSessions,
  handler: async (ctx, { params, body }) => await endMemberSessions(ctx, { ...params, ...body }),
})
