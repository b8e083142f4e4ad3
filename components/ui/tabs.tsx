'use client'
import { useId, useRef, useState, type KeyboardEvent, type ReactNode } from 'react'
import { classNames } from './class-names.ts'
import { nextTab } from './tab-keys.ts'

/** One tab and what it shows. */
export interface Tab {
  readonly id: string
  readonly label: string
  readonly count?: number
  readonly panel: ReactNode
}

/** Several views of one thing. Arrow keys, Home and End move; the first tab is shown first. */
export function Tabs({ label, tabs }: { label: string; tabs: readonly Tab[] }) {
  const [chosen, setChosen] = useState(tabs[0]?.id)
  const id = useId()
  const list = useRef<HTMLDivElement>(null)
  const index = Math.max(
    0,
    tabs.findIndex((tab) => tab.id === chosen),
  )
  const current = tabs[index]
  const handleKey = (event: KeyboardEvent) => {
    const next = nextTab(event.key, index, tabs.length)
    if (next === null) return
    event.preventDefault()
    setChosen(tabs[next]?.id)
    list.current?.querySelectorAll<HTMLElement>('[role=tab]')[next]?.focus()
  }
  return (
    <div>
      <div
        ref={list}
        role="tablist"
        aria-label={label}
        className="flex gap-1 overflow-x-auto border-b border-line px-2"
      >
        {tabs.map((tab) => {
          const isChosen = tab === current
          return (
            <button
              key={tab.id}
              type="button"
              role="tab"
              id={`${id}-${tab.id}`}
              aria-selected={isChosen}
              aria-controls={`${id}-panel`}
              tabIndex={isChosen ? 0 : -1}
              onClick={() => setChosen(tab.id)}
              onKeyDown={handleKey}
              className={classNames(
                'flex h-9 shrink-0 items-center gap-1.5 px-2 -outline-offset-2 pointer-coarse:h-11',
                isChosen
                  ? 'font-medium text-fg-1 shadow-[inset_0_-2px_0_var(--bw-accent)]'
                  : 'text-fg-2 hover:text-fg-1',
              )}
            >
              {tab.label}
              {tab.count === undefined ? null : <span className="text-small text-fg-3">{tab.count}</span>}
            </button>
          )
        })}
      </div>
      <div role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${current?.id ?? ''}`}>
        {current?.panel}
      </div>
    </div>
  )
}
