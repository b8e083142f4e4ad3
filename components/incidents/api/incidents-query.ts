import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listIncidentsOutput, ListIncidentsInput } from '#lib/modules/incidents/schemas.ts'

/** The incidents of a scope, newest first unless asked otherwise. */
export const incidentsQuery = (
  scope: string,
  filter: Pick<
    ListIncidentsInput,
    'state' | 'severity' | 'serviceId' | 'day' | 'text' | 'sort' | 'before'
  > = {},
) =>
  readEndpoint<z.infer<typeof listIncidentsOutput>>({
    path: '/api/v1/incidents',
    scope,
    query: { ...filter },
    tables: ['incident'],
  })
