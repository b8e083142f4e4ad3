import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { SystemHealth } from '#lib/modules/health/schemas.ts'

/** How Bailiwick itself is. */
export const systemHealthQuery = (scope: string) =>
  readEndpoint<SystemHealth>({ path: '/api/v1/overview/system', scope })
