'use client'
import { useId, useRef, type KeyboardEvent } from 'react'
import { useText } from '#components/language/use-text.ts'
import { classNames } from '../class-names.ts'
import { Icon } from '../icon.tsx'
import type { RowAction } from './column.ts'

/** Properties of `RowMenu`. */
export interface RowMenuProps {
  /** What the row is called. */
  readonly label: string
  readonly actions: readonly RowAction[]
}

/** Puts a menu below the button that opened it, or above where there is no room below. */
function place(menu: HTMLElement, button: HTMLElement): void {
  const at = button.getBoundingClientRect()
  const { offsetHeight, offsetWidth } = menu
  const below = at.bottom + 4
  const top = below + offsetHeight > window.innerHeight ? at.top - 4 - offsetHeight : below
  menu.style.top = `${Math.max(8, top)}px`
  menu.style.left = `${Math.max(8, at.right - offsetWidth)}px`
}

/** What can be done to one row, behind a button; the key `.` opens it too. */
export function RowMenu({ label, actions }: RowMenuProps) {
  const t = useText('ui')
  const id = useId()
  const button = useRef<HTMLButtonElement>(null)
  const menu = useRef<HTMLDivElement>(null)
  const items = (): HTMLElement[] => [
    ...(menu.current?.querySelectorAll<HTMLElement>('[role=menuitem]') ?? []),
  ]
  const walk = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    event.stopPropagation() // the keys of the table mean something else
    if (step === 0) return
    event.preventDefault()
    const all = items()
    const at = all.findIndex((item) => item === document.activeElement)
    all.at((at + step) % all.length)?.focus()
  }
  return (
    <>
      <button
        ref={button}
        type="button"
        data-row-menu
        popoverTarget={id}
        aria-haspopup="menu"
        aria-label={t('table.actionsFor', { name: label })}
        className="relative z-1 inline-grid size-6 place-items-center rounded-control text-fg-3 hover:bg-raised hover:text-fg-1 max-sm:size-11 pointer-coarse:size-11"
      >
        <Icon name="more" size={14} />
      </button>
      <div
        ref={menu}
        id={id}
        popover="auto"
        role="menu"
        tabIndex={-1}
        aria-label={t('table.actionsFor', { name: label })}
        onKeyDown={walk}
        onToggle={({ newState }) => {
          if (newState !== 'open' || menu.current === null || button.current === null) return
          place(menu.current, button.current)
          items()[0]?.focus()
        }}
        className="fixed inset-auto m-0 min-w-44 flex-col rounded-panel bg-overlay p-1 text-fg-1 shadow-pop open:flex open:arrives"
      >
        {actions.map(({ label: word, isDangerous, act }) => (
          <button
            key={word}
            type="button"
            role="menuitem"
            onClick={() => {
              menu.current?.hidePopover()
              act()
            }}
            className={classNames(
              'flex min-h-(--bw-control) items-center rounded-control px-2.5 text-left hover:bg-raised',
              isDangerous === true && 'text-down',
            )}
          >
            {word}
          </button>
        ))}
      </div>
    </>
  )
}
