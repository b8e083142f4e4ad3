import { LastUsed } from '#components/access/last-used.tsx'
import { roleText } from '#components/access/role-word.ts'
import { dim } from '#components/language/dim.tsx'
import { put } from '#components/language/put.ts'
import { useText, type Text } from '#components/language/use-text.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import type { ReviewedBinding } from '#lib/modules/reviews/schemas.ts'
import { giverWords, reviewState, reviewWord, whyNot } from './review-words.ts'

/** What the columns of the review need. */
export interface ReviewColumnParts {
  readonly roles: Text<'roles'>
  /** A scope in words. */
  readonly whereOf: (scope: string) => string
  readonly chosen: ReadonlySet<string>
  /** Null for readers who may look and not decide. */
  readonly onChoose: ((id: string) => void) | null
  readonly onRemove: ((binding: ReviewedBinding) => void) | null
}

/** The columns of the roles under review. */
export function reviewColumns(
  t: Text<'reviews'>,
  parts: ReviewColumnParts,
): readonly Column<ReviewedBinding>[] {
  const { roles, whereOf, onRemove } = parts
  const wordsOf = ({ role, scope }: ReviewedBinding) => ({
    role: roleText(roles, role),
    scope: whereOf(scope),
  })
  const nameOf = (binding: ReviewedBinding): string =>
    t('roleOf', { name: binding.member.name, ...wordsOf(binding) })
  return [
    {
      id: 'member',
      head: t('column.member'),
      cell: (binding) => <MemberCell binding={binding} name={nameOf(binding)} parts={parts} />,
      compare: (a, b) => a.member.name.localeCompare(b.member.name),
      phone: 'start',
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'role',
      head: t('column.role'),
      cell: (binding) => (
        <>
          {t.rich('roleIn', { ...wordsOf(binding), dim })}
          <span className="block text-small sm:hidden">
            <LastUsed at={binding.lastUsedAt} />
          </span>
          <span className="block text-small text-fg-3 max-sm:[&_time]:whitespace-normal">
            <Given binding={binding} />
          </span>
        </>
      ),
      phone: 'below',
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'used',
      head: t('column.used'),
      cell: ({ lastUsedAt, isUnused }) => (
        <span className={isUnused ? 'text-degraded' : undefined}>
          {lastUsedAt === null ? t('never') : <Age at={lastUsedAt} />}
        </span>
      ),
      compare: (a, b) => (a.lastUsedAt ?? '').localeCompare(b.lastUsedAt ?? ''),
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'review',
      head: t('column.review'),
      cell: (binding) => (
        <>
          <StateText state={reviewState(binding)}>{reviewWord(t, binding)}</StateText>
          {binding.confirmedAt === null ? null : (
            <span className="block text-small text-fg-3">
              {t.rich('confirmedBy', {
                at: put(<Moment at={binding.confirmedAt} />),
                by: binding.confirmedBy ?? t('somebodyAbove'),
              })}
            </span>
          )}
        </>
      ),
      phone: 'end',
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'act',
      head: <span className="sr-only">{t('column.actions')}</span>,
      isFigure: true,
      cell: (binding) => <RowAction binding={binding} name={nameOf(binding)} onRemove={onRemove} />,
      phone: 'below-end',
      className: 'sm:py-1.5 sm:align-top',
    },
  ]
}

/** By whom a role was given, when, and until when. */
function Given({ binding }: { binding: ReviewedBinding }) {
  const t = useText('reviews')
  const giver = giverWords(t, binding)
  const at = put(<Moment at={binding.createdAt} />)
  return binding.expiresAt === null
    ? t.rich('given', { giver, at })
    : t.rich('givenUntil', { giver, at, until: put(<Moment at={binding.expiresAt} />) })
}

interface MemberCellProps {
  readonly binding: ReviewedBinding
  readonly name: string
  readonly parts: ReviewColumnParts
}

function MemberCell({ binding, name, parts: { chosen, onChoose } }: MemberCellProps) {
  const t = useText('reviews')
  if (onChoose === null) return <MemberWords binding={binding} />
  return (
    <Checkbox
      aria-label={name}
      checked={chosen.has(binding.id)}
      disabled={whyNot(t, binding) !== undefined}
      onChange={() => onChoose(binding.id)}
    >
      <MemberWords binding={binding} />
    </Checkbox>
  )
}

function MemberWords({ binding: { member } }: { binding: ReviewedBinding }) {
  const t = useText('reviews')
  return (
    <span className="block min-w-0">
      <span className="block font-medium">
        {member.name}
        {member.state === 'disabled' ? <span className="text-fg-3"> · {t('disabled')}</span> : null}
      </span>
      <span className="block text-small font-normal break-all text-fg-3">{member.email}</span>
    </span>
  )
}

interface RowActionProps {
  readonly binding: ReviewedBinding
  readonly name: string
  readonly onRemove: ((binding: ReviewedBinding) => void) | null
}

function RowAction({ binding, name, onRemove }: RowActionProps) {
  const t = useText('reviews')
  const reason = whyNot(t, binding)
  if (reason !== undefined) {
    return (
      <span className="text-small text-fg-3">
        <span className="max-sm:sr-only">{reason}</span>
        <span aria-hidden className="sm:hidden">
          {t(binding.decision === 'own' ? 'not.ownShort' : 'not.aboveShort')}
        </span>
      </span>
    )
  }
  if (onRemove === null) return null
  return (
    <Button size="small" aria-label={t('removeOne', { name })} onClick={() => onRemove(binding)}>
      {t('remove.act')}
    </Button>
  )
}
