import type { Text } from '#components/language/use-text.ts'
import { csvOf } from '#lib/core/csv.ts'
import type { ReviewDecision, ReviewedBinding } from '#lib/modules/reviews/schemas.ts'
import { giverWords, reviewWord } from './review-words.ts'

/** The roles as CSV, times in UTC. */
export const reviewCsv = (t: Text<'reviews'>, bindings: readonly ReviewedBinding[]): string =>
  csvOf(
    [
      t('csv.member'),
      t('csv.email'),
      t('csv.account'),
      t('csv.role'),
      t('csv.scope'),
      t('csv.given'),
      t('csv.since'),
      t('csv.ends'),
      t('csv.used'),
      t('csv.unused'),
      t('csv.review'),
      t('csv.confirmed'),
      t('csv.confirmedBy'),
    ],
    bindings.map((binding) => [
      binding.member.name,
      binding.member.email,
      binding.member.state,
      binding.role,
      binding.scope,
      giverWords(t, binding),
      binding.createdAt,
      binding.expiresAt ?? '',
      binding.lastUsedAt ?? '',
      binding.isUnused ? t('csv.yes') : t('csv.no'),
      reviewWord(t, binding),
      binding.confirmedAt ?? '',
      binding.confirmedBy ?? '',
    ]),
  )

/** What was decided as CSV, the removed roles too, which no list of roles holds any more; times in UTC. */
export const decisionsCsv = (t: Text<'reviews'>, decisions: readonly ReviewDecision[]): string =>
  csvOf(
    [
      t('csv.decision'),
      t('csv.member'),
      t('csv.role'),
      t('csv.scope'),
      t('csv.usedThen'),
      t('csv.reason'),
      t('csv.by'),
      t('csv.decided'),
    ],
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
