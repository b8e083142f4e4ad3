import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { AddWitnessInput, AddWitnessOutput } from '#lib/modules/audit/schemas.ts'

/** Adds a witness; needs a fresh second factor. */
export const addWitness = (scope: string) =>
  writeEndpoint<AddWitnessOutput, AddWitnessInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/audit/witnesses',
    tables: ['audit_entry'],
  })
