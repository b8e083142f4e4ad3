import type { z } from 'zod'
import { readEndpoint } from '#components/shell/api-endpoint.ts'
import type { listInboxOutput } from '#lib/modules/notifications/schemas.ts'

/** The notices for oneself in a scope, newest first. */
export const inboxQuery = (scope: string) =>
  readEndpoint<z.infer<typeof listInboxOutput>>({
    path: '/api/v1/me/inbox',
    scope,
    tables: ['delivery', 'notice'],
  })
