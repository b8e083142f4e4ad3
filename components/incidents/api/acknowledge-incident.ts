import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { AcknowledgeResult, IncidentRef } from '#lib/modules/incidents/schemas.ts'

/** Takes an incident: its escalation stops. */
export const acknowledgeIncident = (scope: string) =>
  writeEndpoint<AcknowledgeResult, IncidentRef>({
    method: 'POST',
    scope,
    path: ({ incidentId }) => `/api/v1/incidents/${incidentId}/acknowledge`,
    body: () => ({}),
    tables: ['incident', 'timeline_entry', 'escalation_step', 'audit_entry'],
  })
