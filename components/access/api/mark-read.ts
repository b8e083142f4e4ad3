import type { z } from 'zod'
import { writeEndpoint } from '#components/shell/api-endpoint.ts'
import type { MarkReadInput, markReadOutput } from '#lib/modules/notifications/schemas.ts'

/** Marks a notice for oneself as read. */
export const markRead = (scope: string) =>
  writeEndpoint<z.infer<typeof markReadOutput>, MarkReadInput>({
    method: 'POST',
    scope,
    path: ({ deliveryId }) => `/api/v1/me/inbox/${deliveryId}/read`,
    body: () => ({}),
    tables: ['delivery', 'notice'],
  })
