import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { InvitationView, ResendInvitationInput } from '#lib/modules/access/schemas.ts'

/** Sends an invitation again with a new link; needs a fresh second factor. */
export const resendInvitation = (scope: string) =>
  writeEndpoint<InvitationView, ResendInvitationInput>({
    method: 'POST',
    scope,
    path: ({ invitationId }) => `/api/v1/invitations/${invitationId}/resend`,
    body: () => ({}),
    tables: ['invitation', 'audit_entry'],
  })
