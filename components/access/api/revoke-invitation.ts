import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { InvitationView, RevokeInvitationInput } from '#lib/modules/access/schemas.ts'

/** Makes the link of an invitation worthless. */
export const revokeInvitation = (scope: string) =>
  writeEndpoint<InvitationView, RevokeInvitationInput>({
    method: 'DELETE',
    scope,
    path: ({ invitationId }) => `/api/v1/invitations/${invitationId}`,
    body: () => ({}),
    tables: ['invitation', 'audit_entry'],
  })
