import { LastUsed } from '#components/access/last-used.tsx'
import { roleWord } from '#components/access/role-word.ts'
import { scopeWords } from '#components/access/scope-words.ts'
import { Button } from '#components/ui/button.tsx'
import { Checkbox } from '#components/ui/checkbox.tsx'
import type { Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, Moment } from '#components/ui/time.tsx'
import type { ReviewedBinding } from '#lib/modules/reviews/schemas.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { giverWords, reviewState, whyNot } from './review-words.ts'

/** What the columns of the review need. */
export interface ReviewColumnParts {
  readonly scopes: readonly ScopeOption[]
  readonly chosen: ReadonlySet<string>
  /** Null for readers who may look and not decide. */
  readonly onChoose: ((id: string) => void) | null
  readonly onRemove: ((binding: ReviewedBinding) => void) | null
}

/** The columns of the roles under review. */
export function reviewColumns(parts: ReviewColumnParts): readonly Column<ReviewedBinding>[] {
  const { scopes, onRemove } = parts
  const nameOf = ({ member, role, scope }: ReviewedBinding): string =>
    `${member.name}, ${roleWord(role)} in ${scopeWords(scopes, scope)}`
  return [
    {
      id: 'member',
      head: 'Member',
      cell: (binding) => <MemberCell binding={binding} name={nameOf(binding)} parts={parts} />,
      compare: (a, b) => a.member.name.localeCompare(b.member.name),
      phone: 'start',
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'role',
      head: 'Role',
      cell: (binding) => (
        <>
          {roleWord(binding.role)} <span className="text-fg-3">in {scopeWords(scopes, binding.scope)}</span>
          <span className="block text-small sm:hidden">
            <LastUsed at={binding.lastUsedAt} />
          </span>
          <span className="block text-small text-fg-3">
            given {giverWords(binding)} <Moment at={binding.createdAt} />
            {binding.expiresAt === null ? null : (
              <>
                , until <Moment at={binding.expiresAt} />
              </>
            )}
          </span>
        </>
      ),
      phone: 'below',
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'used',
      head: 'Last used',
      cell: ({ lastUsedAt, isUnused }) => (
        <span className={isUnused ? 'text-degraded' : undefined}>
          {lastUsedAt === null ? 'never' : <Age at={lastUsedAt} />}
        </span>
      ),
      compare: (a, b) => (a.lastUsedAt ?? '').localeCompare(b.lastUsedAt ?? ''),
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'review',
      head: 'Review',
      cell: (binding) => (
        <>
          <StateText state={reviewState(binding).state}>{reviewState(binding).word}</StateText>
          {binding.confirmedAt === null ? null : (
            <span className="block text-small text-fg-3">
              <Moment at={binding.confirmedAt} /> by {binding.confirmedBy ?? 'somebody above this scope'}
            </span>
          )}
        </>
      ),
      phone: 'end',
      className: 'sm:py-1.5 sm:align-top',
    },
    {
      id: 'act',
      head: <span className="sr-only">Actions</span>,
      isFigure: true,
      cell: (binding) => <RowAction binding={binding} name={nameOf(binding)} onRemove={onRemove} />,
      phone: 'below-end',
      className: 'sm:py-1.5 sm:align-top',
    },
  ]
}

interface MemberCellProps {
  readonly binding: ReviewedBinding
  readonly name: string
  readonly parts: ReviewColumnParts
}

function MemberCell({ binding, name, parts: { chosen, onChoose } }: MemberCellProps) {
  if (onChoose === null) return <MemberWords binding={binding} />
  return (
    <Checkbox
      aria-label={name}
      checked={chosen.has(binding.id)}
      disabled={whyNot(binding) !== undefined}
      onChange={() => onChoose(binding.id)}
    >
      <MemberWords binding={binding} />
    </Checkbox>
  )
}

function MemberWords({ binding: { member } }: { binding: ReviewedBinding }) {
  return (
    <span className="block min-w-0">
      <span className="block font-medium">
        {member.name}
        {member.state === 'disabled' ? <span className="text-fg-3"> · disabled</span> : null}
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
  const reason = whyNot(binding)
  if (reason !== undefined) {
    return (
      <span className="text-small text-fg-3">
        <span className="max-sm:sr-only">{reason}</span>
        <span aria-hidden className="sm:hidden">
          {binding.decision === 'own' ? 'your own' : 'above'}
        </span>
      </span>
    )
  }
  if (onRemove === null) return null
  return (
    <Button size="small" aria-label={`Remove: ${name}`} onClick={() => onRemove(binding)}>
      Remove
    </Button>
  )
}
