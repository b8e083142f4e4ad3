'use client'
import { useRouter } from 'next/navigation'
import { useEffect, useRef } from 'react'
import { useText } from '#components/language/use-text.ts'
import { AppLink } from '#components/ui/app-link.tsx'
import { NeutralBadge } from '#components/ui/badge.tsx'
import { classNames } from '#components/ui/class-names.ts'
import { STATE_SHAPES, STATE_TEXT, StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateText } from '#components/ui/state-text.ts'
import { STATES_WORST_FIRST, type HealthState } from '#components/ui/states.ts'
import type { HealthMatrix } from '#lib/modules/dashboards/schemas.ts'
import { cellHref, cellWords, nextCell } from './matrix-words.ts'

type Row = HealthMatrix['rows'][number]
type Cell = Row['cells'][number]

/** What is left of a line at the right of the last service: the rule goes on to the edge of the panel. */
const REST = 'w-full border-b border-line p-0'

const glyphId = (state: HealthState): string => `matrix-${state}`

/**
 * The matrix at a desk. A thousand cells are drawn by reference to seven shapes, are plain links, and answer to one
 * listener; only one of them is in the order of Tab, and the arrow keys lead to the others.
 */
export function MatrixGrid({ matrix }: { matrix: HealthMatrix }) {
  const t = useText('dashboards')
  const { columns, rows } = matrix
  const table = useCellKeys(rows.length, columns.length + 1)
  return (
    <div className="max-h-[calc(100dvh-8rem)] overflow-auto max-sm:hidden">
      <GlyphShapes />
      <table
        ref={table}
        aria-rowcount={matrix.matching + 1}
        aria-colcount={columns.length + 1}
        className="w-full border-separate border-spacing-0"
      >
        <caption className="sr-only">{t('matrix.caption')}</caption>
        <Heads columns={columns} />
        <tbody>
          {rows.map((row, at) => (
            <GridRow key={row.id} row={row} at={at} matrix={matrix} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

/** Arrow keys that move between the cells of a table, and links of theirs that open without leaving the portal. */
function useCellKeys(rows: number, columns: number) {
  const table = useRef<HTMLTableElement>(null)
  const router = useRouter()
  useEffect(() => {
    const element = table.current
    if (element === null) return
    const end = new AbortController()
    const move = (event: KeyboardEvent) => {
      const from = placeOf(event.target)
      const to = from === null ? null : nextCell(event.key, from, { rows, columns })
      if (to === null) return
      event.preventDefault()
      focusCell(element, to)
    }
    const open = (event: MouseEvent) => {
      const link = event.target instanceof Element ? event.target.closest('a[data-cell]') : null
      const isPlain =
        event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey
      const href = link?.getAttribute('href') ?? null
      if (href === null || !isPlain) return
      event.preventDefault()
      router.push(href)
    }
    element.addEventListener('keydown', move, { signal: end.signal })
    element.addEventListener('click', open, { signal: end.signal })
    return () => end.abort()
  }, [rows, columns, router])
  return table
}

function placeOf(target: EventTarget | null): { row: number; column: number } | null {
  const [row, column] =
    target instanceof HTMLElement ? (target.dataset['place'] ?? '').split(' ').map(Number) : []
  return row === undefined || column === undefined ? null : { row, column }
}

/** Moves focus, and the one place in the order of Tab with it. */
function focusCell(table: HTMLTableElement, to: { row: number; column: number }): void {
  const next = table.querySelector<HTMLElement>(`[data-place="${to.row} ${to.column}"]`)
  if (next === null) return
  table.querySelector('[data-place][tabindex="0"]')?.setAttribute('tabindex', '-1')
  next.setAttribute('tabindex', '0')
  next.focus()
}

function GlyphShapes() {
  return (
    <svg width="0" height="0" aria-hidden="true" className="absolute">
      {STATES_WORST_FIRST.map((state) => (
        <symbol key={state} id={glyphId(state)} viewBox="0 0 16 16">
          {STATE_SHAPES[state]}
        </symbol>
      ))}
    </svg>
  )
}

function Heads({ columns }: { columns: HealthMatrix['columns'] }) {
  const t = useText('dashboards')
  return (
    <thead>
      <tr>
        <th
          scope="col"
          className="sticky top-0 left-0 z-2 min-w-52 border-r border-b border-line bg-panel px-3.5 py-2 text-left align-bottom text-micro font-medium text-fg-3"
        >
          {t('matrix.tenant')}
        </th>
        {columns.map(({ name, unhealthy, cells }) => (
          <th
            key={name}
            scope="col"
            title={t('matrix.columnHealthy', { name, healthy: cells - unhealthy, all: cells })}
            className="sticky top-0 z-1 border-b border-line bg-panel px-0.5 py-2 align-bottom text-micro font-medium text-fg-3"
          >
            <span className="mx-auto block max-h-32 [writing-mode:vertical-rl] rotate-180 truncate text-left">
              {name}
            </span>
          </th>
        ))}
        <td aria-hidden="true" className={`${REST} sticky top-0 bg-panel`} />
      </tr>
    </thead>
  )
}

function GridRow({ row, at, matrix }: { row: Row; at: number; matrix: HealthMatrix }) {
  const t = useText('dashboards')
  const ui = useText('ui')
  const cells = new Map(row.cells.map((cell) => [cell.column, cell]))
  // Made here: a thousand cells that each ask for their language would be a thousand readers of it.
  const wordsOf = (service: string, { state, isShared }: Cell): string =>
    cellWords(t, ui, { tenant: row.name, service, state, isShared: isShared === true })
  return (
    <tr aria-rowindex={(matrix.page - 1) * matrix.limit + at + 2}>
      <th
        scope="row"
        className="sticky left-0 z-1 border-r border-b border-line bg-panel px-3.5 py-1 text-left font-normal whitespace-nowrap"
      >
        <AppLink
          href={`/?scope=tenant:${row.id}`}
          data-place={`${at} 0`}
          tabIndex={at === 0 ? 0 : -1}
          className="flex items-center gap-2 hover:text-accent"
        >
          <StateGlyph state={row.state} size={12} label={stateText(ui, row.state)} />
          <span className="max-w-56 truncate font-medium">{row.name}</span>
          {row.isSuspended ? <NeutralBadge>{t('suspended')}</NeutralBadge> : null}
        </AppLink>
        <span className="block pl-5 text-micro text-fg-3">{row.platformName}</span>
      </th>
      {matrix.columns.map(({ name }, column) => {
        const cell = cells.get(column)
        const place = `${at} ${column + 1}`
        return (
          <td key={name} className="border-b border-line p-px text-center">
            {cell === undefined ? (
              <span
                data-place={place}
                tabIndex={-1}
                role="img"
                aria-label={t('matrix.notIts', { tenant: row.name, service: name })}
                className="mx-auto block size-6 rounded-[3px]"
              />
            ) : (
              <CellLink row={row} cell={cell} place={place} words={wordsOf(name, cell)} />
            )}
          </td>
        )
      })}
      <td aria-hidden="true" className={REST} />
    </tr>
  )
}

function CellLink(props: { row: Row; cell: Cell; place: string; words: string }) {
  const { row, cell, place, words } = props
  return (
    <a
      href={cellHref(row, cell)}
      data-cell=""
      data-place={place}
      tabIndex={-1}
      title={words}
      aria-label={words}
      className={classNames(
        'mx-auto grid size-6 place-items-center rounded-[3px] hover:bg-raised',
        STATE_TEXT[cell.state],
        cell.state === 'down' && 'bg-down-soft [--k:var(--bw-down-soft)]',
        cell.state === 'degraded' && 'bg-degraded-soft [--k:var(--bw-degraded-soft)]',
      )}
    >
      <svg width="12" height="12" aria-hidden="true">
        <use href={`#${glyphId(cell.state)}`} />
      </svg>
    </a>
  )
}
