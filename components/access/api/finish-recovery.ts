import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { FinishRecoveryInput, FinishRecoveryOutput } from '#lib/modules/access/schemas.ts'

/** Sets a new password with a printed link, once. */
export const finishRecovery = () =>
  writeEndpoint<FinishRecoveryOutput, FinishRecoveryInput>({
    method: 'POST',
    path: () => '/api/v1/recover',
    tables: [],
  })
