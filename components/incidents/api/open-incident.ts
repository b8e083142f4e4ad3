import type { z } from 'zod'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { openIncidentOutput, OpenIncidentInput } from '#lib/modules/incidents/schemas.ts'

/** Opens an incident by hand in a platform or a tenant. */
export const openIncident = (scope: string) =>
  writeEndpoint<z.infer<typeof openIncidentOutput>, OpenIncidentInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/incidents',
    tables: ['incident', 'audit_entry'],
  })
