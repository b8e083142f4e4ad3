import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listCanariesOutput } from '#lib/modules/canaries/schemas.ts'

/** Every surface with its last checks. */
export const canariesQuery = (scope: string) =>
  readEndpoint<z.infer<typeof listCanariesOutput>>({ path: '/api/v1/canaries', scope })
