'use client'
import { useQuery } from '@tanstack/react-query'
import { roleText } from '#components/access/role-word.ts'
import { useScopeWords } from '#components/access/use-scope-words.ts'
import { dim } from '#components/language/dim.tsx'
import { useText, type Text } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { CsvButton } from '#components/ui/csv-button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { FullMoment, Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ReviewDecision } from '#lib/modules/reviews/schemas.ts'
import { everyDecision, reviewDecisionsQuery } from './api/review-decisions-query.ts'
import { decisionsCsv } from './review-csv.ts'

const columnsOf = (
  t: Text<'reviews'>,
  roles: Text<'roles'>,
  whereOf: (scope: string) => string,
): readonly Column<ReviewDecision>[] => [
  {
    id: 'decision',
    head: t('decisions.decision'),
    cell: ({ decision }) => (
      <StateText state={decision === 'confirmed' ? 'healthy' : 'maintenance'}>
        {t(decision === 'confirmed' ? 'state.confirmed' : 'state.removed')}
      </StateText>
    ),
    phone: 'end',
  },
  {
    id: 'role',
    head: t('column.role'),
    cell: ({ memberName: name, role, scope }) =>
      t.rich('roleOfIn', { name, role: roleText(roles, role), scope: whereOf(scope), dim }),
    phone: 'start',
  },
  {
    id: 'used',
    head: t('decisions.used'),
    cell: ({ lastUsedAt }) => (lastUsedAt === null ? t('never') : <Moment at={lastUsedAt} />),
  },
  {
    id: 'reason',
    head: t('reason'),
    cell: ({ reason }) => <span className="wrap-anywhere text-fg-2">{reason ?? '–'}</span>,
    className: 'sm:w-1/4 sm:whitespace-normal',
    phone: 'foot',
  },
  { id: 'by', head: t('decisions.by'), cell: ({ decidedBy }) => decidedBy, phone: 'below' },
  {
    id: 'at',
    head: t('decisions.when'),
    isFigure: true,
    cell: ({ decidedAt }) => <FullMoment at={decidedAt} />,
    phone: 'below-end',
  },
]

/** What was decided about roles, newest first: the record that a control reads. */
export function DecisionsPanel({ scope }: { scope: string }) {
  const t = useText('reviews')
  const roles = useText('roles')
  const query = useQuery(reviewDecisionsQuery(scope))
  const decisions = query.data?.decisions ?? []
  const whereOf = useScopeWords(decisions.map((decision) => decision.scope))
  return (
    <Panel
      title={t('decisions.title')}
      count={decisions.length}
      meta={
        <>
          {t((query.data?.next ?? null) === null ? 'decisions.newestFirst' : 'decisions.newest')}
          {decisions.length === 0 ? null : (
            <CsvButton
              name="access-review-decisions.csv"
              text={async (seen) => decisionsCsv(t, await everyDecision(scope, seen))}
              label={t('decisions.export')}
              size="small"
            />
          )}
        </>
      }
      isFlush
    >
      <QueryView query={query} what={t('decisions.what')}>
        {() => (
          <DataTable
            caption={t('decisions.caption')}
            columns={columnsOf(t, roles, whereOf)}
            rows={decisions}
            rowKey={({ id }) => id}
            empty={<EmptyState title={t('decisions.empty')}>{t('decisions.emptyText')}</EmptyState>}
          />
        )}
      </QueryView>
    </Panel>
  )
}
