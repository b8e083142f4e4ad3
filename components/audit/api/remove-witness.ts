import { writeEndpoint } from '#components/shell/api-endpoint.ts'

/** Gives a witness nothing more; needs a fresh second factor. */
export const removeWitness = (scope: string) =>
  writeEndpoint<{ id: string }, { witnessId: string }>({
    method: 'DELETE',
    scope,
    path: ({ witnessId }) => `/api/v1/audit/witnesses/${witnessId}`,
    tables: ['audit_entry'],
  })
