import { readEndpoint, writeEndpoint } from '#components/shell/api-endpoint.ts'
import type {
  EndedSessions,
  EndMemberSessionsInput,
  ListSessionsOutput,
} from '#lib/modules/access/schemas.ts'

const pathOf = (memberId: string) => `/api/v1/members/${memberId}/sessions` as const

/** Where a member of the scope is signed in. */
export const memberSessionsQuery = (scope: string, memberId: string) =>
  readEndpoint<ListSessionsOutput>({ path: pathOf(memberId), scope, tables: ['session'] })

/** Ends one session of a member, or all of them without `sessionId`. */
export const endMemberSessions = (scope: string) =>
  writeEndpoint<EndedSessions, EndMemberSessionsInput>({
    method: 'DELETE',
    scope,
    path: ({ memberId }) => pathOf(memberId),
    body: ({ sessionId }) => (sessionId === undefined ? {} : { sessionId }),
    tables: ['session', 'audit_entry'],
  })
