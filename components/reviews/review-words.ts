import { hrefWithScope } from '#components/shell/scopes.ts'
import type { HealthState } from '#components/ui/states.ts'
import { csvOf } from '#lib/core/csv.ts'
import type { ListAccessReviewOutput, ReviewDecision, ReviewedBinding } from '#lib/modules/reviews/schemas.ts'

/** Which roles are shown; it stands in the address. */
export type ReviewShow = 'all' | 'open' | 'unused'

/** What can be shown, with its words. */
export const SHOWS: readonly { readonly value: ReviewShow; readonly label: string }[] = [
  { value: 'open', label: 'To review' },
  { value: 'unused', label: 'Unused' },
  { value: 'all', label: 'All' },
]

/** Reads what an address asks to show; what is not known is `open`. */
export const readShow = (value: string | readonly string[] | undefined): ReviewShow =>
  SHOWS.find((each) => each.value === [value].flat()[0])?.value ?? 'open'

/** What of an address cannot be shown, and what is instead. */
export const showNotices = (value: string | readonly string[] | undefined): readonly string[] =>
  value === undefined || SHOWS.some((each) => each.value === [value].flat()[0])
    ? []
    : ['The “show” of this address is unknown: what is to review is shown.']

/** The address of the review with what it shows. */
export const reviewHref = (show: ReviewShow, scope: string): string =>
  hrefWithScope(show === 'open' ? '/access/review' : `/access/review?show=${show}`, scope)

const roles = (count: number): string => `${count} ${count === 1 ? 'role' : 'roles'}`

/** How a scope stands, in one sentence. */
export function reviewSentence({ summary, periodDays }: ListAccessReviewOutput): string {
  const { total, open, confirmed, unused } = summary
  if (total === 0) return 'Nobody holds a role here.'
  const idle = unused === 0 ? '' : ` ${roles(unused)} unused for ${periodDays} days.`
  if (open === 0) {
    const all = total === 1 ? 'The only role was' : `All ${roles(total)} were`
    return `${all} reviewed within ${periodDays} days.${idle}`
  }
  return `${confirmed} of ${roles(total)} reviewed within ${periodDays} days, ${open} to review.${idle}`
}

/** How a role stands in the review: the glyph of its state, and the word. */
export function reviewState(binding: ReviewedBinding): {
  readonly state: HealthState
  readonly word: string
} {
  if (binding.state === 'confirmed') return { state: 'healthy', word: 'Confirmed' }
  return binding.state === 'new'
    ? { state: 'unknown', word: 'Never reviewed' }
    : { state: 'stale', word: 'Due again' }
}

/** Why the reader cannot decide about a role; undefined when they can. */
export function whyNot(binding: ReviewedBinding): string | undefined {
  if (binding.decision === 'own') return 'Your own role: somebody else reviews it.'
  if (binding.decision === 'above') return 'Belongs to a wider scope and is reviewed there.'
  return undefined
}

const GIVERS = { person: 'by a person', 'sign-on': 'by sign-on', provisioning: 'by provisioning' } as const

/** Who gave a role. */
export const giverWords = ({ givenBy }: ReviewedBinding): string => GIVERS[givenBy]

/** The roles as CSV, times in UTC. */
export const reviewCsv = (bindings: readonly ReviewedBinding[]): string =>
  csvOf(
    [
      'member',
      'email',
      'account',
      'role',
      'scope',
      'given',
      'since (UTC)',
      'ends (UTC)',
      'last used (UTC)',
      'unused',
      'review',
      'confirmed (UTC)',
      'confirmed by',
    ],
    bindings.map((binding) => [
      binding.member.name,
      binding.member.email,
      binding.member.state,
      binding.role,
      binding.scope,
      giverWords(binding),
      binding.createdAt,
      binding.expiresAt ?? '',
      binding.lastUsedAt ?? '',
      binding.isUnused ? 'yes' : 'no',
      reviewState(binding).word,
      binding.confirmedAt ?? '',
      binding.confirmedBy ?? '',
    ]),
  )

/** What was decided as CSV, the removed roles too, which no list of roles holds any more; times in UTC. */
export const decisionsCsv = (decisions: readonly ReviewDecision[]): string =>
  csvOf(
    ['decision', 'member', 'role', 'scope', 'last used then (UTC)', 'reason', 'by', 'decided (UTC)'],
    decisions.map((one) => [
      one.decision,
      one.memberName,
      one.role,
      one.scope,
      one.lastUsedAt ?? '',
      one.reason ?? '',
      one.decidedBy,
      one.decidedAt,
    ]),
  )
