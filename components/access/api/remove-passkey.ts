import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { PasskeyRef, Touched } from '#lib/modules/access/schemas.ts'

/** Removes one of the own passkeys; needs a fresh second factor. */
export const removePasskey = () =>
  writeEndpoint<Touched, PasskeyRef>({
    method: 'DELETE',
    path: ({ passkeyId }) => `/api/v1/me/passkeys/${passkeyId}`,
    body: () => ({}),
    tables: ['passkey', 'member', 'audit_entry'],
  })
