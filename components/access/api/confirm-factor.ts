import type { SendOptions } from '#components/shell/api-client.ts'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ConfirmFactorOutput, ConfirmFactorInput } from '#lib/modules/access/schemas.ts'

/** Confirms the new secret with a code of the app, and gives the recovery codes. */
export const confirmFactor = (options: SendOptions = {}) =>
  writeEndpoint<ConfirmFactorOutput, ConfirmFactorInput>({
    ...options,
    method: 'POST',
    path: () => '/api/v1/me/factor/confirm',
    tables: ['member', 'audit_entry'],
  })
