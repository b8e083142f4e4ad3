import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { ActOnIncidentsInput, ActOnIncidentsOutput } from '#lib/modules/incidents/schemas.ts'

/** Acknowledges or resolves several incidents at once. */
export const actOnIncidents = (scope: string) =>
  writeEndpoint<ActOnIncidentsOutput, ActOnIncidentsInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/incidents/acts',
    tables: ['incident', 'timeline_entry', 'escalation_step', 'audit_entry'],
  })
