import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { PasskeyView, RenamePasskeyInput } from '#lib/modules/access/schemas.ts'

/** Gives one of the own passkeys another name. */
export const renamePasskey = () =>
  writeEndpoint<PasskeyView, RenamePasskeyInput>({
    method: 'PATCH',
    path: ({ passkeyId }) => `/api/v1/me/passkeys/${passkeyId}`,
    body: ({ name }) => ({ name }),
    tables: ['passkey', 'audit_entry'],
  })
