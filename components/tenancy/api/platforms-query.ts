import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listPlatformsOutput } from '#lib/modules/tenancy/schemas.ts'

/** The platforms of a scope. */
export const platformsQuery = (scope: string) =>
  readEndpoint<z.infer<typeof listPlatformsOutput>>({
    path: '/api/v1/platforms',
    scope,
    tables: ['platform'],
  })
