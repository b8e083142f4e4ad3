'use client'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { JobRow } from '#lib/modules/access/schemas.ts'
import { filterJobs, type AccessFilter } from './access-filter.ts'

const COLUMNS: readonly Column<JobRow>[] = [
  {
    id: 'job',
    head: 'Job',
    cell: ({ name }) => <code className="font-mono text-small">{name}</code>,
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
  },
  { id: 'starts', head: 'Runs', cell: ({ startedBy }) => startedBy, phone: 'below' },
  {
    id: 'permissions',
    head: 'May ask for',
    cell: ({ permissions }) =>
      permissions.length === 0 ? (
        <span className="text-fg-2">nothing</span>
      ) : (
        <code className="font-mono text-small">{permissions.join(', ')}</code>
      ),
    className: 'whitespace-normal',
    phone: 'foot',
  },
]

/** What works in the background, and all that it may do: no job has more than it was declared with. */
export function JobsPanel({ jobs, filter }: { jobs: readonly JobRow[]; filter: AccessFilter }) {
  const rows = filterJobs(jobs, filter)
  return (
    <Panel
      title="Jobs"
      count={rows.length}
      meta="A job acts in the scope of its record; what stands not here is refused to it."
      isFlush
    >
      <DataTable
        caption="Permissions by job"
        columns={COLUMNS}
        rows={rows}
        rowKey={({ name }) => name}
        empty={<EmptyState title="No job fits">Choose fewer words.</EmptyState>}
      />
    </Panel>
  )
}
