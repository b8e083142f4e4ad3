'use client'
import { useText, type Text } from '#components/language/use-text.ts'
import { DataTable, type Column } from '#components/ui/data-table.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { compareStates } from '#components/ui/states.ts'
import { FullMoment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { cellLook, type CanaryCell, type CheckTimes, type SurfaceLine } from './canary-words.ts'

const READERS: readonly CanaryCell['reader'][] = ['a', 'b', 'neighbour', 'operator', 'visitor']

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
  const t = useText('canaries')
  if (cell === undefined) return <span className="text-fg-3">–</span>
  const { state, words } = cellLook(t, cell, times, kind)
  return (
    <span title={cell.detail}>
      <StateText state={state}>{words}</StateText>
    </span>
  )
}

const summary = (t: Text<'canaries'>): readonly Column<SurfaceLine>[] => [
  {
    id: 'surface',
    head: t('table.surface'),
    cell: ({ surface }) => <code className="font-mono text-small wrap-anywhere">{surface}</code>,
    compare: (a, b) => a.surface.localeCompare(b.surface),
    phone: 'start',
    className: 'sm:whitespace-normal',
  },
  {
    id: 'state',
    head: t('table.state'),
    cell: ({ state }) => <StateText state={state} />,
    compare: (a, b) => compareStates(a.state, b.state),
    phone: 'end',
  },
]

const lastCheck = (t: Text<'canaries'>): Column<SurfaceLine> => ({
  id: 'at',
  head: t('table.last'),
  isFigure: true,
  cell: ({ checkedAt }) =>
    checkedAt === null ? (
      <span className="text-fg-3">{t('table.never')}</span>
    ) : (
      <FullMoment at={checkedAt} />
    ),
  phone: 'below',
})

const readerColumn = (
  t: Text<'canaries'>,
  reader: CanaryCell['reader'],
  times: CheckTimes,
): Column<SurfaceLine> => ({
  id: reader,
  head: t(`reader.${reader}`),
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
  const t = useText('canaries')
  return (
    <DataTable
      caption={t('table.caption')}
      columns={[...summary(t), ...READERS.map((reader) => readerColumn(t, reader, times)), lastCheck(t)]}
      rows={lines}
      rowKey={({ surface }) => surface}
      rowTint={({ state }) => (state === 'down' ? 'down' : state === 'degraded' ? 'degraded' : null)}
      empty={<EmptyState title={t('table.empty')}>{t('table.emptyText')}</EmptyState>}
    />
  )
}
