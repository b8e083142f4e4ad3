import type { ReactNode } from 'react'
import { Icon } from './icon.tsx'

/** A sheet inside the boundary mark: what it proves, how old that is, and what follows from it. */
export function EvidenceCard({
  title,
  badge,
  children,
}: {
  title: string
  badge?: ReactNode
  children: ReactNode
}) {
  return (
    <section aria-label={title} className="ticks flex flex-col gap-3 border border-line bg-panel p-3.5">
      <header className="flex flex-wrap items-center justify-between gap-2">
        <h2 className="flex items-center gap-2 font-medium">
          <Icon name="seal" size={16} />
          {title}
        </h2>
        {badge}
      </header>
      {children}
    </section>
  )
}
