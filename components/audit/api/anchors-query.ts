import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { ListAnchorsOutput } from '#lib/modules/audit/schemas.ts'

/** The witnesses with their last delivery, and the newest anchors. */
export const anchorsQuery = (scope: string) =>
  readEndpoint<ListAnchorsOutput>({ path: '/api/v1/audit/anchors', scope, tables: ['audit_entry'] })
