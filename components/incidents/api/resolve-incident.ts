import type { z } from 'zod'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { resolveIncidentOutput, ResolveIncidentInput } from '#lib/modules/incidents/schemas.ts'

/** Closes an incident by hand. */
export const resolveIncident = (scope: string) =>
  writeEndpoint<z.infer<typeof resolveIncidentOutput>, ResolveIncidentInput>({
    method: 'POST',
    scope,
    path: ({ incidentId }) => `/api/v1/incidents/${incidentId}/resolve`,
    body: ({ note }) => ({ note }),
    tables: ['incident', 'timeline_entry', 'escalation_step', 'audit_entry'],
  })
