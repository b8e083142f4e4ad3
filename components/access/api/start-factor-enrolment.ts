import type { SendOptions } from '#components/shell/api-client.ts'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { StartFactorEnrolmentOutput } from '#lib/modules/access/schemas.ts'

/** A new secret for an authenticator app; it counts once it is confirmed. */
export const startFactorEnrolment = (options: SendOptions = {}) =>
  writeEndpoint<StartFactorEnrolmentOutput, Record<string, never>>({
    ...options,
    method: 'POST',
    path: () => '/api/v1/me/factor/start',
    tables: [],
  })
