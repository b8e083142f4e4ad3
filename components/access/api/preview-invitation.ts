import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { PreviewInvitationOutput, PreviewInvitationInput } from '#lib/modules/access/schemas.ts'

/** What an invitation offers; changes nothing. */
export const previewInvitation = () =>
  writeEndpoint<PreviewInvitationOutput, PreviewInvitationInput>({
    method: 'POST',
    path: () => '/api/v1/invitations/preview',
    tables: [],
  })
