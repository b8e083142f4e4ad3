import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListPasskeysOutput } from '#lib/modules/access/schemas.ts'

/** The own passkeys. */
export const passkeysQuery = () =>
  readEndpoint<ListPasskeysOutput>({ path: '/api/v1/me/passkeys', tables: ['passkey'] })
