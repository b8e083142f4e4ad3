'use client'
import { useState, type KeyboardEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Button, IconButton } from '../button.tsx'
import { Checkbox } from '../checkbox.tsx'
import { classNames } from '../class-names.ts'
import { Dialog } from '../dialog.tsx'
import { Icon } from '../icon.tsx'
import { Segmented } from '../segmented.tsx'
import {
  listedColumns,
  usualLayout,
  withColumn,
  withMoved,
  type ColumnName,
  type Density,
  type TableLayout,
} from './layout.ts'

const HEIGHTS = ['page', 'compact', 'standard', 'touch'] as const satisfies readonly (Density | 'page')[]

/** Properties of `ColumnChooser`. */
export interface ColumnChooserProps {
  readonly isOpen: boolean
  readonly onClose: () => void
  readonly columns: readonly ColumnName[]
  readonly layout: TableLayout
  readonly onChange: (layout: TableLayout) => void
}

/** Chooses which columns a table shows in which order, by dragging, by buttons and by keys, and how high its rows are. */
export function ColumnChooser({ isOpen, onClose, columns, layout, onChange }: ColumnChooserProps) {
  const t = useText('ui')
  const [said, setSaid] = useState('')
  const [dragged, setDragged] = useState<string | null>(null)
  const move = (id: string, to: number) => {
    const next = withMoved(layout, id, to)
    onChange(next)
    const name = columns.find((column) => column.id === id)?.name ?? id
    setSaid(t('columns.moved', { name, place: next.columns.indexOf(id) + 1, count: next.columns.length }))
  }
  return (
    <Dialog
      isOpen={isOpen}
      onClose={onClose}
      title={t('columns.title')}
      footer={
        <>
          <Button onClick={() => onChange(usualLayout(columns))}>{t('columns.usual')}</Button>
          <Button kind="ink" data-autofocus onClick={onClose}>
            {t('columns.done')}
          </Button>
        </>
      }
    >
      <Segmented
        label={t('columns.height')}
        options={HEIGHTS.map((value) => ({ value, label: t(`columns.heights.${value}`) }))}
        value={layout.density ?? 'page'}
        onChange={(density) => onChange({ ...layout, density: density === 'page' ? null : density })}
      />
      <ul className="mt-3 divide-y divide-line border-y border-line">
        {listedColumns(columns, layout).map((column) => (
          <ChosenColumn
            key={column.id}
            column={column}
            place={layout.columns.indexOf(column.id)}
            count={layout.columns.length}
            isFirst={column.id === columns[0]?.id}
            isDragged={dragged === column.id}
            onShow={(isShown) => onChange(withColumn(layout, columns, column.id, isShown))}
            onMove={(to) => move(column.id, to)}
            onDrag={(isOn) => setDragged(isOn ? column.id : null)}
          />
        ))}
      </ul>
      <p className="mt-2 text-small text-fg-3">{t('columns.help')}</p>
      <p role="status" className="sr-only">
        {said}
      </p>
    </Dialog>
  )
}

/** The place of the column under the pointer; null beside all of them and over hidden ones. */
function placeAt(x: number, y: number): number | null {
  const row = document.elementFromPoint(x, y)?.closest<HTMLElement>('li[data-place]')
  const place = Number(row?.dataset['place'] ?? -1)
  return place < 1 ? null : place
}

interface ChosenColumnProps {
  readonly column: ColumnName
  /** Where it stands, from 0; -1 for a hidden one. */
  readonly place: number
  readonly count: number
  readonly isFirst: boolean
  readonly isDragged: boolean
  readonly onShow: (isShown: boolean) => void
  readonly onMove: (to: number) => void
  readonly onDrag: (isOn: boolean) => void
}

function ChosenColumn(props: ChosenColumnProps) {
  const t = useText('ui')
  const { column, place, count, isFirst, isDragged, onShow, onMove, onDrag } = props
  const isShown = place !== -1
  const canMove = isShown && !isFirst
  const onKeyDown = (event: KeyboardEvent) => {
    if (!event.altKey || !canMove) return
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    onMove(event.key === 'ArrowUp' ? place - 1 : place + 1)
  }
  return (
    <li
      data-place={place}
      className={classNames('flex items-center gap-1.5 py-1', isDragged && 'bg-accent-soft')}
    >
      {canMove ? (
        <button
          type="button"
          tabIndex={-1}
          aria-label={t('columns.drag', { name: column.name })}
          className="inline-grid size-6 shrink-0 cursor-grab touch-none place-items-center text-fg-3 max-sm:size-11"
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId)
            onDrag(true)
          }}
          onPointerMove={({ clientX, clientY, buttons }) => {
            // let go beside the window
            if (buttons === 0 && isDragged) onDrag(false)
            const to = isDragged && buttons !== 0 ? placeAt(clientX, clientY) : null
            if (to !== null && to !== place) onMove(to)
          }}
          onPointerUp={() => onDrag(false)}
          onPointerCancel={() => onDrag(false)}
        >
          <Icon name="grip" size={14} />
        </button>
      ) : (
        <span className="size-6 shrink-0 max-sm:size-11" />
      )}
      <div className="min-w-0 grow">
        <Checkbox
          checked={isShown}
          disabled={isFirst}
          onChange={(event) => onShow(event.target.checked)}
          onKeyDown={onKeyDown}
          aria-keyshortcuts={canMove ? 'Alt+ArrowUp Alt+ArrowDown' : undefined}
        >
          {column.name}
        </Checkbox>
      </div>
      {canMove ? (
        <>
          <IconButton
            icon="up"
            size="small"
            label={t('columns.up', { name: column.name })}
            aria-disabled={place <= 1 || undefined}
            onClick={() => onMove(place - 1)}
          />
          <IconButton
            icon="down"
            size="small"
            label={t('columns.down', { name: column.name })}
            aria-disabled={place === count - 1 || undefined}
            onClick={() => onMove(place + 1)}
          />
        </>
      ) : null}
    </li>
  )
}
