import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ConfirmEmailChangeInput, ConfirmEmailChangeOutput } from '#lib/modules/access/schemas.ts'

/** Makes the address that a link was sent to the one of its member, once. */
export const confirmEmailChange = () =>
  writeEndpoint<ConfirmEmailChangeOutput, ConfirmEmailChangeInput>({
    method: 'POST',
    path: () => '/api/v1/email-change/confirm',
    tables: [],
  })
