import { z } from 'zod'
import { isSecurityKind } from './domain/kinds.ts'

const id = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')
const time = z.iso.datetime('a UTC time, e.g. 2026-11-20T14:32:07Z')

/** What the feed can be narrowed by. `before` is the id of the last event of the page before. */
const filters = {
  kind: z.string().max(60).refine(isSecurityKind, 'a kind of event, e.g. sign-in.failed').optional(),
  severity: z.enum(['info', 'warning', 'critical'], 'info, warning or critical').optional(),
  memberId: id.optional(),
  /** One event, for a link to it. */
  id: id.optional(),
  address: z.union([z.ipv4(), z.ipv6()], 'an IP address, e.g. 203.0.113.7').optional(),
  from: time.optional(),
  to: time.optional(),
  before: id.optional(),
}

/** Input of `listSecurityEvents`: newest first, at most 200 at once. */
export const listSecurityEventsInput = z.strictObject({
  ...filters,
  limit: z.coerce
    .number('a number of events, e.g. 50')
    .int('a whole number of events')
    .min(1, 'at least 1 event')
    .max(200, 'at most 200 events at once')
    .default(50),
})
/** Input of `listSecurityEvents`. */
export type ListSecurityEventsInput = z.input<typeof listSecurityEventsInput>

/** Input of `exportSecurityEvents`: the same filters, and the form of the file. `before` goes on behind an event. */
export const exportSecurityEventsInput = z.strictObject({
  ...filters,
  format: z.enum(['csv', 'json'], 'csv or json').default('csv'),
})
/** Input of `exportSecurityEvents`. */
export type ExportSecurityEventsInput = z.input<typeof exportSecurityEventsInput>

/** A security event as pages and the API show it. */
export const securityEventView = z.object({
  id: z.string(),
  at: z.iso.datetime(),
  kind: z.string(),
  severity: z.enum(['info', 'warning', 'critical']),
  scope: z.string(),
  memberId: z.string().nullable(),
  /** Name of that member; null when there is none, or the scope cannot see them. */
  memberName: z.string().nullable(),
  actorKind: z.string(),
  address: z.string().nullable(),
  userAgent: z.string().nullable(),
  requestId: z.string(),
  /** How often it happened since then; repeated refusals of an hour are one event. */
  count: z.int(),
  /** When it happened last. */
  lastAt: z.iso.datetime(),
  /** Where it came from, the first fifty addresses. */
  addresses: z.array(z.string()),
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
})
/** A security event as pages and the API show it. */
export type SecurityEventView = z.infer<typeof securityEventView>

/** Output of `listSecurityEvents`: `next` is the `before` of the next page. */
export const listSecurityEventsOutput = z.object({
  events: z.array(securityEventView),
  next: z.string().nullable(),
})
/** Output of `listSecurityEvents`. */
export type ListSecurityEventsOutput = z.infer<typeof listSecurityEventsOutput>
