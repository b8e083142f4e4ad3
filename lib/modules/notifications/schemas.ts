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

/** A notice that is about no incident. */
const noticeView = z.object({
  id: z.string(),
  kind: z.string(),
  title: z.string(),
  text: z.string(),
  /** Where to look, a path of ours. */
  path: z.string(),
  at: z.iso.datetime(),
  readAt: z.iso.datetime().nullable(),
})
/** A notice that is about no incident. */
export type NoticeView = z.infer<typeof noticeView>

/** Output of `listInbox`; `unread` counts both kinds. */
export const listInboxOutput = z.object({
  items: z.array(inboxItem),
  notices: z.array(noticeView),
  unread: z.int(),
})
/** Output of `listInbox`. */
export type ListInboxOutput = z.infer<typeof listInboxOutput>

/** Input of `markAllRead`. */
export const markAllReadInput = z.strictObject({
  /** What came until then: what comes after the inbox was looked at stays new. */
  until: z.iso.datetime('a moment as 2026-11-20T08:00:00Z'),
})
/** Input of `markAllRead`. */
export type MarkAllReadInput = z.input<typeof markAllReadInput>
/** Output of `markAllRead`. */
export const markAllReadOutput = z.object({ marked: z.int() })

/** Input of `markRead`: the id of a notice of either kind. */
export const markReadInput = z.strictObject({ deliveryId: z.uuid() })
/** Input of `markRead`. */
export type MarkReadInput = z.input<typeof markReadInput>
/** Output of `markRead`. */
export const markReadOutput = z.object({ id: z.string(), readAt: z.iso.datetime() })
