'use client'
import { useMemo, useState } from 'react'
import { TableNotices, TableTools } from '#components/shell/table-tools.tsx'
import { useTableAddress } from '#components/shell/use-table-address.ts'
import { Button } from '#components/ui/button.tsx'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates, type HealthState } from '#components/ui/states.ts'
import { NO_ROWS } from '#components/ui/table/chosen-rows.ts'
import { NewRows } from '#components/ui/table/new-rows.tsx'
import { useToast } from '#components/ui/toast.tsx'

interface SampleSeries {
  readonly id: string
  readonly place: number
  readonly state: HealthState
  readonly samples: number
  readonly changed: number
}

const STATES = ['down', 'degraded', 'stale', 'unknown', 'healthy'] as const
const FEW = 6
const MANY = 100_000

const seriesOf = (place: number): SampleSeries => ({
  id: `series-${place + 1}`,
  place,
  state: STATES[place % STATES.length] ?? 'unknown',
  samples: (place * 7919) % 10_007,
  changed: 0,
})

const COLUMNS: readonly Column<SampleSeries>[] = [
  {
    id: 'name',
    head: 'Series',
    cell: ({ id }) => (
      <a href={`#${id}`} className="opens">
        {id}
      </a>
    ),
    compare: (a, b) => a.place - b.place,
    phone: 'start',
    width: 220,
  },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => <StateText state={state} />,
    compare: (a, b) => compareStates(a.state, b.state),
    phone: 'end',
    width: 160,
  },
  {
    id: 'samples',
    head: 'Samples',
    isFigure: true,
    cell: ({ samples }) => samples.toLocaleString('en-GB'),
    compare: (a, b) => a.samples - b.samples,
    phone: 'below',
    width: 140,
  },
  { id: 'place', head: 'Number', isFigure: true, cell: ({ place }) => place + 1, width: 140 },
  { id: 'note', head: 'Note', cell: () => 'a sample', isExtra: true, width: 140 },
]

/** A table with everything that can be asked of one: chosen rows, columns, row height, new rows, and a hundred thousand of them. */
export function BigTableSection() {
  const show = useToast()
  const table = useTableAddress(COLUMNS)
  const [count, setCount] = useState(FEW)
  const [chosen, setChosen] = useState(NO_ROWS)
  const [changed, setChanged] = useState(0)
  const [waiting, setWaiting] = useState(12)
  const rows = useMemo(() => Array.from({ length: count }, (_each, place) => seriesOf(place)), [count])
  const shown = useMemo(
    () => (changed === 0 ? rows : rows.map((row) => (row.place === 1 ? { ...row, changed } : row))),
    [rows, changed],
  )
  return (
    <Panel title="Series" count={count.toLocaleString('en-GB')} meta="In the order they came" isFlush>
      <div className="flex flex-wrap gap-2 border-b border-line p-2.5">
        <Button onClick={() => setCount(MANY)}>Draw 100,000 rows</Button>
        <Button onClick={() => setChanged(changed + 1)}>Change the second row</Button>
        <TableTools table={table} />
      </div>
      <TableNotices notices={table.notices} />
      <NewRows waiting={waiting} onShow={() => setWaiting(0)} />
      <DataTable
        caption="Series of this sheet"
        columns={COLUMNS}
        rows={shown}
        rowKey={({ id }) => id}
        rowVersion={(row) => String(row.changed)}
        rowActions={({ id }) => ({
          name: id,
          actions: [{ label: 'Say its name', act: () => show({ text: id }) }],
        })}
        layout={table.layout}
        sorting={{ sort: table.sort, onSort: table.setSort }}
        selection={{
          chosen,
          onChange: setChosen,
          nameOf: ({ id }) => id,
          matching: count,
          actions: (
            <Button size="small" onClick={() => show({ text: `${chosen.keys.size} chosen` })}>
              Count them
            </Button>
          ),
        }}
        isVirtual
        empty={null}
      />
    </Panel>
  )
}
