import type { z } from 'zod'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { commentIncidentOutput, CommentIncidentInput } from '#lib/modules/incidents/schemas.ts'

/** Adds a remark to the timeline of an incident. */
export const commentIncident = (scope: string) =>
  writeEndpoint<z.infer<typeof commentIncidentOutput>, CommentIncidentInput>({
    method: 'POST',
    scope,
    path: ({ incidentId }) => `/api/v1/incidents/${incidentId}/comments`,
    body: ({ text }) => ({ text }),
    tables: ['timeline_entry'],
  })
