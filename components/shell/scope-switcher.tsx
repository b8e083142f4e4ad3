'use client'
import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { useId, useRef, useState } from 'react'
import { useText } from '#components/language/use-text.ts'
import { classNames } from '#components/ui/class-names.ts'
import { FetchedPart } from '#components/ui/fetched-part.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { Icon } from '#components/ui/icon.tsx'
import { initials } from '#components/ui/initials.ts'
import { useToast } from '#components/ui/toast.tsx'
import { useKnowScope } from './known-scopes.ts'
import { keepRecentScope } from './recent-scopes.ts'
import type { ScopeListProps } from './scope-list.tsx'
import { scopeLines, switchScope } from './scopes.ts'
import type { ScopeOption } from '#lib/modules/tenancy/schemas.ts'
import { useCommand } from './shell-commands.tsx'
import { useScope, useShell } from './shell-context.tsx'

const LoadedScopeList = fetched(async () => (await import('./scope-list.tsx')).ScopeList)

/** The list with its field, loaded as it is shown for the first time. */
export const ScopeList = (props: ScopeListProps) => (
  <FetchedPart waits={null}>
    <LoadedScopeList {...props} />
  </FetchedPart>
)

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
  const t = useText('shell')
  const { level, name } = scopeLines(t, option)
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
          takesFocus
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
  const t = useText('shell')
  const router = useRouter()
  const pathname = usePathname()
  const search = useSearchParams()
  const show = useToast()
  const know = useKnowScope()
  return (option) => {
    know(option)
    keepRecentScope(option)
    const { href, dropped } = switchScope(pathname, new URLSearchParams(search), option.param)
    router.push(href)
    if (dropped !== null) show({ text: t(`scopes.left.${dropped}`, { scope: option.name }) })
  }
}
