import { z } from 'zod'
import { CONTROL_IN_TEXT } from '#lib/core/control-characters.ts'
import { REVIEW_STATES } from './domain/review-state.ts'

const bindingId = z.uuid('an id, e.g. 0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77')

const limitOf = (what: string) =>
  z.coerce
    .number(`a number of ${what}, e.g. 100`)
    .int(`a whole number of ${what}`)
    .min(1, `at least 1 of the ${what}`)
    .max(500, `at most 500 ${what} at once`)
    .default(200)

/** Input of `listAccessReview`: all roles, those to be looked at (`open`), or those that nobody uses; a page after `after`. */
export const listAccessReviewInput = z.strictObject({
  show: z.enum(['all', 'open', 'unused'], { error: 'one of all, open, unused' }).default('all'),
  after: bindingId.optional(),
  limit: limitOf('roles'),
})
/** Input of `listAccessReview`. */
export type ListAccessReviewInput = z.input<typeof listAccessReviewInput>

/** A role of a member as it is reviewed. */
export const reviewedBinding = z.object({
  id: z.string(),
  member: z.object({
    id: z.string(),
    name: z.string(),
    email: z.string(),
    state: z.enum(['active', 'disabled']),
  }),
  role: z.string(),
  scope: z.string(),
  /** Who gave it: a person, the groups of a sign-on provider, or provisioning. */
  givenBy: z.enum(['person', 'sign-on', 'provisioning']),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime().nullable(),
  /** Null: never since this is noted. */
  lastUsedAt: z.iso.datetime().nullable(),
  isUnused: z.boolean(),
  state: z.enum(REVIEW_STATES),
  confirmedAt: z.iso.datetime().nullable(),
  /** Null for somebody whom the scope cannot see. */
  confirmedBy: z.string().nullable(),
  /** Whether the reader may decide it; `own` and `above` say why not. */
  decision: z.enum(['yours', 'own', 'above']),
})
/** A role of a member as it is reviewed. */
export type ReviewedBinding = z.infer<typeof reviewedBinding>

/** Output of `listAccessReview`: a page, and how the whole scope stands. */
export const listAccessReviewOutput = z.object({
  bindings: z.array(reviewedBinding),
  summary: z.object({
    total: z.int(),
    /** Looked at by somebody else within the period. */
    confirmed: z.int(),
    open: z.int(),
    unused: z.int(),
  }),
  periodDays: z.int(),
  next: z.string().nullable(),
})
/** Output of `listAccessReview`. */
export type ListAccessReviewOutput = z.infer<typeof listAccessReviewOutput>

const reason = z
  .string('a sentence of 3 to 500 characters')
  .trim()
  .min(3, 'a sentence of at least 3 characters')
  .max(500, 'a sentence of at most 500 characters')
  .refine((text) => !CONTROL_IN_TEXT.test(text), 'control characters cannot be part of it')

/** Input of `confirmBindings`: up to 100 roles, all confirmed or none. */
export const confirmBindingsInput = z.strictObject({
  bindingIds: z
    .array(bindingId, 'a list of ids of roles')
    .min(1, 'at least one role')
    .max(100, 'at most 100 roles at once')
    .refine((ids) => new Set(ids).size === ids.length, 'each role once'),
  reason: reason.optional(),
})
/** Input of `confirmBindings`. */
export type ConfirmBindingsInput = z.input<typeof confirmBindingsInput>
/** Output of `confirmBindings`. */
export const confirmBindingsOutput = z.object({ confirmed: z.int(), at: z.iso.datetime() })
/** Output of `confirmBindings`. */
export type ConfirmBindingsOutput = z.infer<typeof confirmBindingsOutput>

/** Input of `removeReviewed`. */
export const removeReviewedInput = z.strictObject({ bindingId, reason })
/** Input of `removeReviewed`. */
export type RemoveReviewedInput = z.input<typeof removeReviewedInput>

/** Input of `listReviewDecisions`: a page after the decision with the id `after`. */
export const listReviewDecisionsInput = z.strictObject({
  after: bindingId.optional(),
  limit: limitOf('decisions'),
})
/** Input of `listReviewDecisions`. */
export type ListReviewDecisionsInput = z.input<typeof listReviewDecisionsInput>

/** What somebody decided about a role. */
export const reviewDecision = z.object({
  id: z.string(),
  bindingId: z.string(),
  memberName: z.string(),
  role: z.string(),
  scope: z.string(),
  decision: z.enum(['confirmed', 'removed']),
  reason: z.string().nullable(),
  lastUsedAt: z.iso.datetime().nullable(),
  decidedBy: z.string(),
  decidedAt: z.iso.datetime(),
})
/** What somebody decided about a role. */
export type ReviewDecision = z.infer<typeof reviewDecision>

/** Output of `listReviewDecisions`, newest first. */
export const listReviewDecisionsOutput = z.object({
  decisions: z.array(reviewDecision),
  next: z.string().nullable(),
})
/** Output of `listReviewDecisions`. */
export type ListReviewDecisionsOutput = z.infer<typeof listReviewDecisionsOutput>
