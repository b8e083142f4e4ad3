import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ConfirmBindingsInput, ConfirmBindingsOutput } from '#lib/modules/reviews/schemas.ts'

/** Lets roles of others stand for the next 90 days. */
export const confirmBindings = (scope: string) =>
  writeEndpoint<ConfirmBindingsOutput, ConfirmBindingsInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/access/review/confirm',
    tables: ['role_binding', 'access_review', 'audit_entry'],
  })
