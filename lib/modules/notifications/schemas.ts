import { z } from 'zod'

/** Input of `listInbox`. */
export const listInboxInput = z.object({
  limit: z.coerce.number('a number').int().min(1).max(200, 'at most 200 at once').default(50),
})
/** Input of `listInbox`. */
export type ListInboxInput = z.input<typeof listInboxInput>

/** One notice in the inbox of a member. */
export const inboxItem = z.object({
  id: z.string(),
  purpose: z.string(),
  incidentId: z.string(),
  code: z.string(),
  title: z.string(),
  severity: z.enum(['P0', 'P1', 'P2', 'P3']),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
})
/** One notice in the inbox of a member. */
export type InboxItem = z.infer<typeof inboxItem>

/** Output of `listInbox`. */
export const listInboxOutput = z.object({ items: z.array(inboxItem), unread: z.int() })

/** Input of `markRead`. */
export const markReadInput = z.strictObject({ deliveryId: z.uuid() })
/** Input of `markRead`. */
export type MarkReadInput = z.input<typeof markReadInput>
/** Output of `markRead`. */
export const markReadOutput = z.object({ id: z.string(), readAt: z.iso.datetime() })
