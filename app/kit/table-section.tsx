'use client'
import { Sparkline } from '#components/charts/sparkline.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates, type HealthState } from '#components/ui/states.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import { KitBlock } from './kit-block.tsx'

interface SampleRow {
  readonly id: string
  readonly name: string
  readonly state: HealthState
  readonly p95: string
  readonly since: string
}

const ROWS: readonly SampleRow[] = [
  { id: '1', name: 'portal', state: 'down', p95: 'none', since: '14:08:46' },
  { id: '2', name: 'api', state: 'degraded', p95: '3.21 s', since: '14:05:07' },
  { id: '3', name: 'database', state: 'stale', p95: '94 ms', since: '08:44:10' },
  { id: '4', name: 'search', state: 'unknown', p95: 'none', since: '12:00:00' },
  { id: '5', name: 'mail', state: 'maintenance', p95: '203 ms', since: '12:00:00' },
  { id: '6', name: 'web shop', state: 'healthy', p95: '412 ms', since: '19 Nov' },
]

const COLUMNS: readonly Column<SampleRow>[] = [
  {
    id: 'name',
    head: 'Service',
    cell: ({ name }) => <span className="font-medium">{name}</span>,
    compare: (a, b) => a.name.localeCompare(b.name),
    phone: 'start',
  },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => <StateText state={state} />,
    compare: (a, b) => compareStates(a.state, b.state),
    phone: 'end',
  },
  { id: 'trend', head: 'p95, 24 h', cell: () => <Sparkline values={[1, 3, 2, null, 4, 3, 5]} /> },
  { id: 'p95', head: 'p95 now', cell: ({ p95 }) => p95, isFigure: true, phone: 'below' },
  { id: 'since', head: 'Since, UTC', cell: ({ since }) => since, isFigure: true, phone: 'below-end' },
]

const tintOf = ({ state }: SampleRow) => (state === 'degraded' || state === 'down' ? state : null)

/** A table with rows and one without. */
export function TableSection() {
  return (
    <KitBlock name="table">
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <Panel title="Services" count={ROWS.length} meta="Sorted by what needs you" isFlush>
          <DataTable
            caption="Services of this scope, what needs a person first"
            columns={COLUMNS}
            rows={ROWS}
            rowKey={({ id }) => id}
            rowHref={({ id }) => `/kit#${id}`}
            rowTint={tintOf}
            empty={null}
          />
        </Panel>
        <Panel title="Sources" count={0} isFlush>
          <DataTable
            caption="Sources"
            columns={COLUMNS}
            rows={[]}
            rowKey={({ id }) => id}
            empty={
              <EmptyState title="No sources yet">A source lets a machine send its metrics here.</EmptyState>
            }
          />
        </Panel>
      </div>
    </KitBlock>
  )
}
