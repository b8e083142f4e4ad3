'use client'
import { useQuery } from '@tanstack/react-query'
import { QueryView } from '#components/shell/query-view.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Moment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { ErasureView } from '#lib/modules/leaving/schemas.ts'
import { erasuresQuery } from './api/leaving.ts'

/** How often progress is asked for while an erasure runs, milliseconds. */
const LOOK_EVERY_MS = 2000

const rowsOf = ({ counts }: ErasureView): number => Object.values(counts).reduce((sum, n) => sum + n, 0)

const COLUMNS: readonly Column<ErasureView>[] = [
  {
    id: 'tenant',
    head: 'Tenant that was',
    phone: 'start',
    cell: ({ tenantId }) => <code className="font-mono text-small break-all">{tenantId}</code>,
  },
  {
    id: 'state',
    head: 'State',
    phone: 'end',
    cell: ({ state, stepsDone, stepsAll }) =>
      state === 'done' ? (
        <StateText state="healthy">Erased</StateText>
      ) : (
        <StateText state="learning">
          Step {stepsDone} of {stepsAll}
        </StateText>
      ),
  },
  {
    id: 'who',
    head: 'Decided by',
    phone: 'below',
    cell: ({ askedBy, approvedBy }) => (approvedBy === null ? askedBy : `${askedBy} and ${approvedBy}`),
  },
  {
    id: 'export',
    head: 'Export',
    className: 'max-w-72 whitespace-normal',
    cell: ({ exportDigest, withoutExport }) =>
      exportDigest === null ? (
        `none: ${withoutExport ?? ''}`
      ) : (
        <code className="font-mono text-micro" title={exportDigest}>
          sha256 {exportDigest.slice(0, 16)}…
        </code>
      ),
  },
  { id: 'rows', head: 'Rows erased', isFigure: true, cell: rowsOf, compare: (a, b) => rowsOf(a) - rowsOf(b) },
  {
    id: 'when',
    head: 'When',
    isFigure: true,
    phone: 'below-end',
    cell: ({ finishedAt, askedAt }) => <Moment at={finishedAt ?? askedAt} />,
  },
]

/** What is left of tenants that were erased: who decided, how many rows went, and no name. */
export function ErasuresPanel({ scope, first }: { scope: string; first: readonly ErasureView[] }) {
  const query = useQuery({
    ...erasuresQuery(scope),
    initialData: { erasures: [...first] },
    refetchInterval: ({ state }) =>
      state.data?.erasures.some((one) => one.state === 'running') === true ? LOOK_EVERY_MS : false,
  })
  return (
    <Panel
      title="Erased"
      count={query.data.erasures.length}
      meta="No names: what is kept is that it was done"
      isFlush
    >
      <QueryView query={query} what="The records of erasures">
        {({ erasures }) => (
          <DataTable
            caption="Tenants that were erased"
            columns={COLUMNS}
            rows={erasures}
            rowKey={({ id }) => id}
            empty={
              <EmptyState title="No tenant was erased">
                A tenant that leaves is erased on its own page, when two people agree. The record stays here.
              </EmptyState>
            }
          />
        )}
      </QueryView>
    </Panel>
  )
}
