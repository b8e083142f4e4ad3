import { z } from 'zod'
import { CONTROL_IN_TEXT } from '#lib/core/control-characters.ts'
import { APPROVAL_STATES } from './domain/approval-state.ts'
import { REQUEST_SORTS } from './domain/request-order.ts'

/** Why something is asked for or refused: a sentence that somebody else can judge. */
const reason = z
  .string('a reason of at least 10 characters')
  .trim()
  .min(10, 'a reason of at least 10 characters: somebody else decides by it')
  .max(500, 'a reason of at most 500 characters')
  .refine((text) => !CONTROL_IN_TEXT.test(text), 'control characters cannot be part of it')

/** An id of a request. */
const requestId = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')

/** Input of `requestApproval`: what is to be done, to what, and why. */
export const requestApprovalInput = z.strictObject({
  action: z
    .string('the name of an action, e.g. tenant.erase')
    .max(100, 'an action has at most 100 characters'),
  input: z.record(z.string(), z.json(), 'the input of the action, an object'),
  reason,
})
/** Input of `requestApproval`. */
export type RequestApprovalInput = z.input<typeof requestApprovalInput>

/** Input of what names one request. */
export const approvalRef = z.strictObject({ requestId })
/** Input of what names one request. */
export type ApprovalRef = z.input<typeof approvalRef>

/** Input of `refuseRequest`. */
export const refuseRequestInput = z.strictObject({ requestId, reason })
/** Input of `refuseRequest`. */
export type RefuseRequestInput = z.input<typeof refuseRequestInput>

const requestFilter = {
  state: z.enum(['waiting', 'closed', 'all'], { error: 'one of waiting, closed, all' }).default('all'),
  /** Part of what it is about, of the reason, or of the name of whoever asked. */
  text: z
    .string('what is looked for')
    .trim()
    .min(1, 'at least one character')
    .max(100, 'at most 100 characters')
    .refine((text) => !CONTROL_IN_TEXT.test(text), 'control characters cannot be part of it')
    .optional(),
  sort: z.enum(REQUEST_SORTS, `one of ${REQUEST_SORTS.join(', ')}`).default('newest'),
}

/** Input of `listRequests`: `waiting` for somebody, `closed`, or `all`; a page behind the request with the id `after`. */
export const listRequestsInput = z.strictObject({
  ...requestFilter,
  after: requestId.optional(),
  limit: z.coerce
    .number('a number of requests, e.g. 50')
    .int('a whole number of requests')
    .min(1, 'at least 1 request')
    .max(200, 'at most 200 requests at once')
    .default(50),
})
/** Input of `listRequests`. */
export type ListRequestsInput = z.input<typeof listRequestsInput>

/** Input of `exportRequests`. */
export const exportRequestsInput = z.strictObject({
  ...requestFilter,
  format: z.enum(['csv', 'json'], 'csv or json').default('csv'),
})
/** Input of `exportRequests`. */
export type ExportRequestsInput = z.input<typeof exportRequestsInput>

/** A request as pages and the API show it. */
export const approvalView = z.object({
  id: z.string(),
  scope: z.string(),
  action: z.string(),
  permission: z.string(),
  /** What it is done to, in words. */
  target: z.string(),
  input: z.record(z.string(), z.unknown()),
  reason: z.string(),
  state: z.enum(APPROVAL_STATES),
  requestedBy: z.string(),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** From when on it is carried out without a second person, where there is none. */
  notBefore: z.iso.datetime().nullable(),
  decidedBy: z.string().nullable(),
  decidedAt: z.iso.datetime().nullable(),
  decisionReason: z.string().nullable(),
  doneAt: z.iso.datetime().nullable(),
  result: z.string().nullable(),
  error: z.string().nullable(),
  /** True for the requests of whoever asks. */
  isOwn: z.boolean(),
  /** True when whoever asks may be the second person, and it still waits. */
  mayDecide: z.boolean(),
})
/** A request as pages and the API show it. */
export type ApprovalView = z.infer<typeof approvalView>

/** Output of `listRequests`: `waitingForMe` counts all that the reader may decide, whatever the page shows. */
export const listRequestsOutput = z.object({
  requests: z.array(approvalView),
  waitingForMe: z.int(),
  next: z.string().nullable(),
  /** How many pass the filter. */
  total: z.int(),
})
/** Output of `listRequests`. */
export type ListRequestsOutput = z.infer<typeof listRequestsOutput>
