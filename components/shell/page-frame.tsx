'use client'
import { createContext, use, type ReactNode } from 'react'
import { useText } from '#components/language/use-text.ts'
import { Breadcrumbs, type Crumb } from '#components/ui/breadcrumbs.tsx'
import { Logo } from '#components/ui/logo.tsx'
import { AddressNotices } from './address-notices.tsx'
import { PaletteButton } from './palette-button.tsx'
import { RefreshControl } from './refresh-control.tsx'
import { useScope } from './shell-context.tsx'
import { TimeRangeControl } from './time-range-control.tsx'
import { useArrival } from './use-arrival.ts'

/** What the shell puts at the end of every top bar. */
export const TopBarTools = createContext<ReactNode>(null)

/** Properties of `PageFrame`. */
export interface PageFrameProps {
  /** From the section down to the page; the scope is put before them. */
  readonly crumbs: readonly Crumb[]
  /** Whether the page looks at a range of time (`useTimeRange`), which the top bar then offers to change. */
  readonly hasTimeAxis?: boolean
  readonly children: ReactNode
}

/** The top bar with path, time range and live state, and the page below it. */
export function PageFrame({ crumbs, hasTimeAxis = false, children }: PageFrameProps) {
  const t = useText('shell')
  const scope = useScope()
  useArrival()
  const start: Crumb[] =
    scope === null ? [] : [{ label: scope.kind === 'operator' ? t('operator') : scope.name, href: '/' }]
  return (
    <div className="flex min-w-0 flex-col">
      <header className="flex h-12 items-center gap-2 border-b border-line px-(--bw-gutter) max-sm:h-[52px]">
        <span className="text-fg-2 sm:hidden">
          <Logo size={18} />
        </span>
        <Breadcrumbs crumbs={[...start, ...crumbs]} />
        <div className="ml-auto flex items-center gap-2 max-sm:gap-1">
          <PaletteButton />
          {hasTimeAxis ? <TimeRangeControl /> : null}
          <RefreshControl />
          {use(TopBarTools)}
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-[1680px] min-w-0 flex-col gap-4 px-(--bw-gutter) pt-5 pb-10 outline-none max-sm:pb-28 max-sm:has-[[data-pinned]]:pb-44"
      >
        <AddressNotices hasTimeAxis={hasTimeAxis} />
        {children}
      </main>
    </div>
  )
}
