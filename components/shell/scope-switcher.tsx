'use client'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useEffect, useId, useRef, useState, type KeyboardEvent } from 'react'
import { classNames } from '#components/ui/class-names.ts'
import { Icon } from '#components/ui/icon.tsx'
import { initials } from '#components/ui/initials.ts'
import { useToast } from '#components/ui/toast.tsx'
import { filterScopes, scopeLines, switchScope } from './scopes.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { useCommand } from './shell-commands.tsx'
import { useScope, useShell } from './shell-context.tsx'

/** Which scope is in view, inside the boundary mark; with more than one to choose from it opens a searchable list. */
export function ScopeSwitcher() {
  const { scopes } = useShell()
  const current = useScope()
  const menuId = useId()
  const opener = useRef<HTMLButtonElement>(null)
  useCommand('scope', scopes.length > 1 ? () => opener.current?.click() : null)
  if (current === null) return null
  const frame =
    'ticks mx-0.5 mb-3 flex items-center border border-line bg-panel px-2.5 py-[7px] text-left max-lg:justify-center max-lg:px-0'
  if (scopes.length === 1) {
    return (
      <div className={frame}>
        <ScopeLabel option={current} />
      </div>
    )
  }
  return (
    <>
      <button
        ref={opener}
        type="button"
        popoverTarget={menuId}
        aria-haspopup="dialog"
        className={classNames(frame, 'hover:bg-raised')}
      >
        <ScopeLabel option={current} />
        <Icon name="chevron" size={14} className="ml-auto max-lg:hidden" />
      </button>
      <ScopeMenu id={menuId} current={current} />
    </>
  )
}

function ScopeLabel({ option }: { option: ScopeOption }) {
  const { level, name } = scopeLines(option)
  return (
    <>
      <span className="min-w-0 max-lg:sr-only">
        <span className="block truncate text-[11px] leading-[14px] text-fg-3">{level}</span>
        <span className="block truncate leading-[18px] font-medium">{name}</span>
      </span>
      <span aria-hidden="true" className="text-small font-semibold lg:hidden">
        {initials(name)}
      </span>
    </>
  )
}

/** The list in its own layer: the browser closes it on Escape and on a click beside it, and gives the focus back. */
function ScopeMenu({ id, current }: { id: string; current: ScopeOption }) {
  const ref = useRef<HTMLDivElement>(null)
  const choose = useScopeChoice()
  const [isOpen, setIsOpen] = useState(false)
  useEffect(() => {
    if (isOpen) ref.current?.querySelector('input')?.focus()
  }, [isOpen])
  return (
    <div
      ref={ref}
      id={id}
      popover="auto"
      onToggle={(event) => {
        setIsOpen(event.newState === 'open')
      }}
      className="fixed inset-auto top-24 left-3 m-0 w-[min(320px,calc(100vw-24px))] rounded-panel bg-overlay p-1 text-fg-1 shadow-pop open:arrives"
    >
      {isOpen ? (
        <ScopeList
          current={current}
          onChoose={(option) => {
            ref.current?.hidePopover()
            choose(option)
          }}
        />
      ) : null}
    </div>
  )
}

/** Goes to the same page in another scope, and says what does not come along. */
export function useScopeChoice(): (option: ScopeOption) => void {
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const show = useToast()
  return (option) => {
    const { href, dropped } = switchScope(pathname, new URLSearchParams(search), option.param)
    router.push(href)
    if (dropped.length > 0) show({ text: `Now in ${option.name}. Left behind: ${dropped.join(' and ')}.` })
  }
}

/** A field that narrows the list; arrow keys move between the field and the scopes below it. */
export function ScopeList({
  current,
  onChoose,
}: {
  current: ScopeOption
  onChoose: (option: ScopeOption) => void
}) {
  const { scopes } = useShell()
  const [text, setText] = useState('')
  const frame = useRef<HTMLDivElement>(null)
  const found = filterScopes(scopes, text)
  const moveFocus = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (step === 0) return
    event.preventDefault()
    const stops = [...(frame.current?.querySelectorAll<HTMLElement>('input, button') ?? [])]
    const here = stops.findIndex((stop) => stop === document.activeElement)
    stops[Math.min(stops.length - 1, Math.max(0, here + step))]?.focus()
  }
  const chooseFirst = (event: KeyboardEvent) => {
    const first = found[0]
    if (event.key === 'Enter' && first !== undefined) onChoose(first)
    else moveFocus(event)
  }
  return (
    <div ref={frame}>
      <label className="-mx-1 -mt-1 mb-1 flex h-[42px] items-center gap-2 border-b border-line px-2.5">
        <Icon name="search" />
        <span className="sr-only">Find a platform or a tenant</span>
        <input
          autoComplete="off"
          placeholder="Find a platform or a tenant"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={chooseFirst}
          className="min-w-0 grow bg-transparent outline-none"
        />
      </label>
      <ul aria-label="Scopes" className="max-h-[50vh] overflow-y-auto">
        {found.map((option) => {
          const isHere = option.param === current.param
          return (
            <li key={option.param}>
              <button
                type="button"
                aria-current={isHere ? 'true' : undefined}
                onClick={() => onChoose(option)}
                onKeyDown={moveFocus}
                className={classNames(
                  'flex min-h-[30px] w-full items-center gap-2 rounded-control px-2 text-left -outline-offset-2 hover:bg-accent-soft pointer-coarse:min-h-11',
                  option.kind === 'tenant' && 'pl-6',
                )}
              >
                <span className="min-w-0 truncate">{option.name}</span>
                <span className="ml-auto shrink-0 text-micro text-fg-3">{scopeLines(option).level}</span>
                {isHere ? <Icon name="tick" size={13} /> : null}
              </button>
            </li>
          )
        })}
      </ul>
      <p aria-live="polite" className="px-2 text-small text-fg-3">
        {found.length === 0 ? 'No scope of yours has this name.' : null}
      </p>
    </div>
  )
}
