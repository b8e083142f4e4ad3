'use client'
import { useText, type Text } from '#components/language/use-text.ts'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { JobRow } from '#lib/modules/access/schemas.ts'
import { filterJobs, type AccessFilter } from './access-filter.ts'

const columnsOf = (t: Text<'access-table'>): readonly Column<JobRow>[] => [
  {
    id: 'job',
    head: t('jobs.job'),
    cell: ({ name }) => <code className="font-mono text-small">{name}</code>,
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
  },
  { id: 'starts', head: t('jobs.runs'), cell: ({ startedBy }) => startedBy, phone: 'below' },
  {
    id: 'permissions',
    head: t('jobs.may'),
    cell: ({ permissions }) =>
      permissions.length === 0 ? (
        <span className="text-fg-2">{t('jobs.nothing')}</span>
      ) : (
        <code className="font-mono text-small">{permissions.join(', ')}</code>
      ),
    className: 'whitespace-normal',
    phone: 'foot',
  },
]

/** What works in the background, and all that it may do: no job has more than it was declared with. */
export function JobsPanel({ jobs, filter }: { jobs: readonly JobRow[]; filter: AccessFilter }) {
  const t = useText('access-table')
  const rows = filterJobs(jobs, filter)
  return (
    <Panel title={t('jobs.title')} count={rows.length} meta={t('jobs.meta')} isFlush>
      <DataTable
        caption={t('jobs.caption')}
        columns={columnsOf(t)}
        rows={rows}
        rowKey={({ name }) => name}
        empty={<EmptyState title={t('jobs.none')}>{t('jobs.noneText')}</EmptyState>}
      />
    </Panel>
  )
}
