'use client'
import { useEffect, useRef, type RefObject } from 'react'
import { rowAct, rowAfter, type RowAct } from './row-key.ts'

/** Brings a row of the table into sight. */
export type ScrollToRow = (index: number) => void

/** What the keys of a table reach. */
export interface RowKeys {
  readonly frame: RefObject<HTMLElement | null>
  readonly scrollTo: RefObject<ScrollToRow | null>
  /** How many rows there are, in the page or not. */
  readonly count: number
  /** Chooses a row, or all up to it; absent where rows cannot be chosen. */
  readonly onChoose?: ((key: string, isRange: boolean) => void) | undefined
}

const TYPED_INTO = [
  'input:not([type=checkbox])',
  'select',
  'textarea',
  '[contenteditable]',
  '[role=menu] *',
  '[role=slider]',
  'dialog *',
].join(',')
/** What of a row takes the focus: what opens it, else whatever there is. */
const OPENERS = 'a[href], td button:not([data-row-menu])'

/** How many frames a row may take to come into the page after it was scrolled to. */
const TRIES = 20

const rowAt = (frame: HTMLElement, index: number): HTMLElement | null =>
  frame.querySelector(`tr[data-index="${index}"]`)

const openerOf = (row: HTMLElement): HTMLElement | null =>
  row.querySelector<HTMLElement>(OPENERS) ?? row.querySelector<HTMLElement>('button, input')

function goTo({ frame, scrollTo }: RowKeys, index: number, tries = TRIES): void {
  if (frame.current === null || tries === 0) return
  const row = rowAt(frame.current, index)
  if (row === null || tries === TRIES) scrollTo.current?.(index)
  if (row === null) requestAnimationFrame(() => goTo({ frame, scrollTo, count: 0 }, index, tries - 1))
  else openerOf(row)?.focus()
}

function act(keys: RowKeys, what: RowAct, row: HTMLElement, isRange: boolean): void {
  if (what === 'open') openerOf(row)?.click()
  else if (what === 'menu') row.querySelector<HTMLElement>('[data-row-menu]')?.click()
  else if (what === 'choose') keys.onChoose?.(row.dataset['row'] ?? '', isRange)
  else {
    const to = rowAfter(what, Number(row.dataset['index']), keys.count)
    if (to !== null) goTo(keys, to)
  }
}

/**
 * Walks the rows of a table by keys while the focus is in one: J, K and arrows, O opens, X chooses (with Shift up to it),
 * `.` opens the menu of the row. Enter is what it is everywhere: it follows the link that has the focus.
 */
export function useRowKeys(keys: RowKeys): void {
  const latest = useRef(keys)
  useEffect(() => {
    latest.current = keys
  })
  const { frame } = keys
  useEffect(() => {
    const element = frame.current
    if (element === null) return
    const onKeyDown = (event: KeyboardEvent) => {
      const what = rowAct(event)
      if (what === null || event.defaultPrevented || !(event.target instanceof HTMLElement)) return
      const row = event.target.closest<HTMLElement>('tr[data-index]')
      if (row === null || event.target.matches(TYPED_INTO)) return
      event.preventDefault()
      act(latest.current, what, row, event.shiftKey)
    }
    element.addEventListener('keydown', onKeyDown)
    return () => element.removeEventListener('keydown', onKeyDown)
  }, [frame])
}
