import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListOutgoingAllowOutput } from '#lib/modules/access/schemas.ts'

/** The private addresses that outgoing calls may reach. */
export const outgoingAllowQuery = (scope: string) =>
  readEndpoint<ListOutgoingAllowOutput>({ path: '/api/v1/outgoing-allow', scope, tables: ['outgoing_allow'] })
