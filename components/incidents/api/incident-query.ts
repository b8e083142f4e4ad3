import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'

/** One incident with timeline, ladder, alerts, deliveries and decisions. */
export const incidentQuery = (scope: string, incidentId: string) =>
  readEndpoint<IncidentDetail>({
    path: `/api/v1/incidents/${incidentId}`,
    scope,
    tables: ['incident', 'timeline_entry', 'escalation_step', 'delivery', 'alert'],
  })
