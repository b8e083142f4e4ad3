import { readEndpoint, writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { EndedSessions, ListSessionsOutput, SessionRef } from '#lib/modules/access/schemas.ts'

/** Where the member who asks is signed in. */
export const ownSessionsQuery = () =>
  readEndpoint<ListSessionsOutput>({ path: '/api/v1/me/sessions', tables: ['session'] })

/** Ends one of the own sessions. */
export const endOneOwnSession = () =>
  writeEndpoint<EndedSessions, SessionRef>({
    method: 'DELETE',
    path: ({ sessionId }) => `/api/v1/me/sessions/${sessionId}`,
    body: () => ({}),
    tables: ['session', 'audit_entry'],
  })

/** Ends all of the own sessions, or all but the one that asks. */
export const endOwnSessions = () =>
  writeEndpoint<EndedSessions, { which: 'others' | 'all' }>({
    method: 'DELETE',
    path: () => '/api/v1/me/sessions',
    tables: ['session', 'audit_entry'],
  })
