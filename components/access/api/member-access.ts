import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { MemberAccess, MemberRef } from '#lib/modules/access/schemas.ts'

/** Switches the access of a member off or on again; needs a fresh second factor. */
export const setMemberAccess = (scope: string, to: 'disable' | 'enable') =>
  writeEndpoint<MemberAccess, MemberRef>({
    method: 'POST',
    scope,
    path: ({ memberId }) => `/api/v1/members/${memberId}/${to}`,
    body: () => ({}),
    tables: ['member', 'session', 'api_key', 'audit_entry'],
  })
