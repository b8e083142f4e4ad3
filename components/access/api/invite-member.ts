import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { InvitationView, InviteMemberInput } from '#lib/modules/access/schemas.ts'

/** Sends an invitation by mail; needs a fresh second factor. */
export const inviteMember = (scope: string) =>
  writeEndpoint<InvitationView, InviteMemberInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/invitations',
    tables: ['invitation', 'audit_entry'],
  })
