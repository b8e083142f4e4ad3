'use client'
import { useQuery } from '@tanstack/react-query'
import { roleWord } from '#components/access/role-word.ts'
import { scopeWords } from '#components/access/scope-words.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { useShell } from '#components/shell/shell-context.tsx'
import { CsvButton } from '#components/ui/csv-button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { FullMoment, Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ReviewDecision } from '#lib/modules/reviews/schemas.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { everyDecision, reviewDecisionsQuery } from './api/review-decisions-query.ts'
import { decisionsCsv } from './review-words.ts'

const columnsOf = (scopes: readonly ScopeOption[]): readonly Column<ReviewDecision>[] => [
  {
    id: 'decision',
    head: 'Decision',
    cell: ({ decision }) => (
      <StateText state={decision === 'confirmed' ? 'healthy' : 'maintenance'}>
        {decision === 'confirmed' ? 'Confirmed' : 'Removed'}
      </StateText>
    ),
    phone: 'end',
  },
  {
    id: 'role',
    head: 'Role',
    cell: ({ memberName, role, scope }) => (
      <>
        {memberName}, {roleWord(role)} <span className="text-fg-3">in {scopeWords(scopes, scope)}</span>
      </>
    ),
    phone: 'start',
  },
  {
    id: 'used',
    head: 'Last used then',
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? 'never' : <Moment at={lastUsedAt} />),
  },
  {
    id: 'reason',
    head: 'Reason',
    cell: ({ reason }) => <span className="wrap-anywhere text-fg-2">{reason ?? '–'}</span>,
    className: 'sm:w-1/4 sm:whitespace-normal',
    phone: 'foot',
  },
  { id: 'by', head: 'By', cell: ({ decidedBy }) => decidedBy, phone: 'below' },
  {
    id: 'at',
    head: 'When',
    isFigure: true,
    cell: ({ decidedAt }) => <FullMoment at={decidedAt} />,
    phone: 'below-end',
  },
]

/** What was decided about roles, newest first: the record that a control reads. */
export function DecisionsPanel({ scope }: { scope: string }) {
  const { scopes } = useShell()
  const query = useQuery(reviewDecisionsQuery(scope))
  const decisions = query.data?.decisions ?? []
  return (
    <Panel
      title="Decisions"
      count={decisions.length}
      meta={
        <>
          {(query.data?.next ?? null) === null ? 'Newest first' : 'The newest'}
          {decisions.length === 0 ? null : (
            <CsvButton
              name="access-review-decisions.csv"
              text={async (seen) => decisionsCsv(await everyDecision(scope, seen))}
              label="Export decisions"
              size="small"
            />
          )}
        </>
      }
      isFlush
    >
      <QueryView query={query} what="The decisions">
        {() => (
          <DataTable
            caption="Decisions of the access review, newest first"
            columns={columnsOf(scopes)}
            rows={decisions}
            rowKey={({ id }) => id}
            empty={
              <EmptyState title="Nothing was decided yet">
                Every role that somebody confirms or removes here stands in this record, with what was known
                then.
              </EmptyState>
            }
          />
        )}
      </QueryView>
    </Panel>
  )
}
