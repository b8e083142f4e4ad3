'use client'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates } from '#components/ui/states.ts'
import { FullMoment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { stateWord } from '#components/ui/states.ts'
import { cellLook, type CanaryCell, type CheckTimes, type SurfaceLine } from './canary-words.ts'

const READER_HEADS: readonly (readonly [CanaryCell['reader'], string])[] = [
  ['a', 'As canary A'],
  ['b', 'As canary B'],
  ['neighbour', 'As a neighbour'],
  ['operator', 'As the operator'],
  ['visitor', 'As a visitor'],
]

/** What one reader saw; a dash where nobody reads as them. */
function Cell({
  cell,
  times,
  kind,
}: {
  cell: CanaryCell | undefined
  times: CheckTimes
  kind: SurfaceLine['kind']
}) {
  if (cell === undefined) return <span className="text-fg-3">–</span>
  const { state, words } = cellLook(cell, times, kind)
  return (
    <span title={cell.detail}>
      <StateText state={state}>{words}</StateText>
    </span>
  )
}

const SUMMARY: readonly Column<SurfaceLine>[] = [
  {
    id: 'surface',
    head: 'Surface',
    cell: ({ surface }) => <code className="font-mono text-small wrap-anywhere">{surface}</code>,
    compare: (a, b) => a.surface.localeCompare(b.surface),
    phone: 'start',
    className: 'sm:whitespace-normal',
  },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => <StateText state={state}>{stateWord(state)}</StateText>,
    compare: (a, b) => compareStates(a.state, b.state),
    phone: 'end',
  },
]

const LAST: Column<SurfaceLine> = {
  id: 'at',
  head: 'Last check',
  isFigure: true,
  cell: ({ checkedAt }) =>
    checkedAt === null ? <span className="text-fg-3">not checked yet</span> : <FullMoment at={checkedAt} />,
  phone: 'below',
}

const readerColumn = (
  [reader, head]: (typeof READER_HEADS)[number],
  times: CheckTimes,
): Column<SurfaceLine> => ({
  id: reader,
  head,
  cell: ({ cells, kind }) => (
    <Cell cell={cells.find((cell) => cell.reader === reader)} times={times} kind={kind} />
  ),
})

/** Properties of `CanariesTable`. */
export interface CanariesTableProps {
  readonly lines: readonly SurfaceLine[]
  readonly times: CheckTimes
}

/** Surfaces × readers, what needs a person first. */
export function CanariesTable({ lines, times }: CanariesTableProps) {
  return (
    <DataTable
      caption="Surfaces and what each reader saw of them, what needs a person first"
      columns={[...SUMMARY, ...READER_HEADS.map((head) => readerColumn(head, times)), LAST]}
      rows={lines}
      rowKey={({ surface }) => surface}
      rowTint={({ state }) => (state === 'down' ? 'down' : state === 'degraded' ? 'degraded' : null)}
      empty={
        <EmptyState title="No surface">This version shows nothing, so there is nothing to read.</EmptyState>
      }
    />
  )
}
