import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { AcceptInvitationOutput, AcceptInvitationInput } from '#lib/modules/access/schemas.ts'

/** Accepts an invitation with a password, once. */
export const acceptInvitation = () =>
  writeEndpoint<AcceptInvitationOutput, AcceptInvitationInput>({
    method: 'POST',
    path: () => '/api/v1/invitations/accept',
    tables: [],
  })
