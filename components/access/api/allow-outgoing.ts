import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { AllowOutgoingInput, OutgoingAllowView } from '#lib/modules/access/schemas.ts'

/** Lets outgoing calls reach a private range and port; needs a fresh second factor. */
export const allowOutgoing = (scope: string) =>
  writeEndpoint<OutgoingAllowView, AllowOutgoingInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/outgoing-allow',
    tables: ['outgoing_allow', 'audit_entry'],
  })
