import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { AcceptInvitationOutput, PreviewInvitationInput } from '#lib/modules/access/schemas.ts'

/** Accepts an invitation as the member who is signed in, once. */
export const joinByInvitation = () =>
  writeEndpoint<AcceptInvitationOutput, PreviewInvitationInput>({
    method: 'POST',
    path: () => '/api/v1/invitations/join',
    tables: [],
  })
