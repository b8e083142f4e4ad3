/** Days after which a role is looked at again: a quarter, counted generously. */
export const REVIEW_DAYS = 90

const DAY_MS = 86_400_000

/** What is known of a binding when it is reviewed. */
export interface Reviewed {
  readonly createdAt: Date
  readonly lastUsedAt: Date | null
  readonly confirmedAt: Date | null
}

/** `new`: never looked at; `due`: looked at more than 90 days ago; `confirmed`: looked at since. */
export const REVIEW_STATES = ['new', 'due', 'confirmed'] as const

/** How a binding stands in the review. */
export type ReviewState = (typeof REVIEW_STATES)[number]

/** The moment before which what was confirmed has to be looked at again. */
export const reviewCutoff = (now: Date): Date => new Date(now.getTime() - REVIEW_DAYS * DAY_MS)

/** How a binding stands in the review at `now`. */
export function reviewState({ confirmedAt }: Pick<Reviewed, 'confirmedAt'>, now: Date): ReviewState {
  if (confirmedAt === null) return 'new'
  return confirmedAt < reviewCutoff(now) ? 'due' : 'confirmed'
}

/** True for a role by which its member did not act for 90 days; one younger than that had no time to be. */
export const isUnused = ({ createdAt, lastUsedAt }: Reviewed, now: Date): boolean =>
  (lastUsedAt ?? createdAt) < reviewCutoff(now)
