import type { z } from 'zod'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { MarkAllReadInput, markAllReadOutput } from '#lib/modules/notifications/schemas.ts'

/** Marks the notices for oneself as read that came until a moment. */
export const markAllRead = (scope: string) =>
  writeEndpoint<z.infer<typeof markAllReadOutput>, MarkAllReadInput>({
    method: 'POST',
    scope,
    path: () => '/api/v1/me/inbox/read',
    tables: ['delivery', 'notice'],
  })
