'use client'
import type { ReactNode } from 'react'
import { Breadcrumbs, type Crumb } from '#components/ui/breadcrumbs.tsx'
import { Logo } from '#components/ui/logo.tsx'
import { LiveIndicator } from './live.tsx'
import { useScope } from './shell-context.tsx'

/** Properties of `PageFrame`. */
export interface PageFrameProps {
  /** From the section down to the page; the scope is put before them. */
  readonly crumbs: readonly Crumb[]
  readonly children: ReactNode
}

/** The top bar with path and live state, and the page below it. */
export function PageFrame({ crumbs, children }: PageFrameProps) {
  const scope = useScope()
  const start: Crumb[] =
    scope === null ? [] : [{ label: scope.kind === 'operator' ? 'Operator' : scope.name, href: '/' }]
  return (
    <div className="flex min-w-0 flex-col">
      <header className="flex h-12 items-center gap-2 border-b border-line px-(--bw-gutter) max-sm:h-[52px]">
        <span className="text-fg-2 sm:hidden">
          <Logo size={18} />
        </span>
        <Breadcrumbs crumbs={[...start, ...crumbs]} />
        <div className="ml-auto flex items-center gap-2">
          <LiveIndicator />
        </div>
      </header>
      <main
        id="content"
        tabIndex={-1}
        className="mx-auto flex w-full max-w-[1680px] min-w-0 flex-col gap-4 px-(--bw-gutter) pt-5 pb-10 outline-none max-sm:pb-28"
      >
        {children}
      </main>
    </div>
  )
}
