import type { Text } from '#components/language/use-text.ts'
import { hrefWithScope } from '#components/shell/scopes.ts'
import type { HealthState } from '#components/ui/states.ts'
import type { ListAccessReviewOutput, ReviewedBinding } from '#lib/modules/reviews/schemas.ts'

/** Which roles are shown; it stands in the address. */
export type ReviewShow = 'all' | 'open' | 'unused'

/** What can be shown. */
export const SHOWS: readonly ReviewShow[] = ['open', 'unused', 'all']

/** Reads what an address asks to show; what is not known is `open`. */
export const readShow = (value: string | readonly string[] | undefined): ReviewShow =>
  SHOWS.find((each) => each === [value].flat()[0]) ?? 'open'

/** What of an address cannot be shown, and what is instead. */
export const showNotices = (
  t: Text<'reviews'>,
  value: string | readonly string[] | undefined,
): readonly string[] =>
  value === undefined || SHOWS.some((each) => each === [value].flat()[0]) ? [] : [t('notice.show')]

/** The address of the review with what it shows. */
export const reviewHref = (show: ReviewShow, scope: string): string =>
  hrefWithScope(show === 'open' ? '/access/review' : `/access/review?show=${show}`, scope)

/** How a scope stands: what was reviewed, and what nobody uses. */
export function reviewSentence(
  t: Text<'reviews'>,
  { summary, periodDays: days }: ListAccessReviewOutput,
): string {
  const { total, open, confirmed, unused } = summary
  if (total === 0) return t('sentence.none')
  const reviewed =
    open === 0 ? t('sentence.all', { total, days }) : t('sentence.some', { confirmed, total, days, open })
  return unused === 0 ? reviewed : `${reviewed} ${t('sentence.unused', { unused, days })}`
}

/** How a role stands in the review, as its glyph. */
export function reviewState({ state }: Pick<ReviewedBinding, 'state'>): HealthState {
  if (state === 'confirmed') return 'healthy'
  return state === 'new' ? 'unknown' : 'stale'
}

/** The word beside the glyph. */
export const reviewWord = (t: Text<'reviews'>, { state }: Pick<ReviewedBinding, 'state'>): string =>
  t(`state.${state}`)

/** Why the reader cannot decide about a role; undefined when they can. */
export function whyNot(
  t: Text<'reviews'>,
  { decision }: Pick<ReviewedBinding, 'decision'>,
): string | undefined {
  if (decision === 'own') return t('not.own')
  return decision === 'above' ? t('not.above') : undefined
}

/** Who gave a role. */
export const giverWords = (t: Text<'reviews'>, { givenBy }: Pick<ReviewedBinding, 'givenBy'>): string =>
  t(`giver.${givenBy}`)
