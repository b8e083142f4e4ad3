import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { EscalateByHandInput, EscalateByHandOutput } from '#lib/modules/incidents/schemas.ts'

/** Pages the next step of an incident now. */
export const escalateByHand = (scope: string) =>
  writeEndpoint<EscalateByHandOutput, EscalateByHandInput>({
    method: 'POST',
    scope,
    path: ({ incidentId }) => `/api/v1/incidents/${incidentId}/escalate`,
    body: ({ step, note }) => ({ step, ...(note === undefined ? {} : { note }) }),
    tables: ['timeline_entry', 'escalation_step', 'audit_entry'],
  })
