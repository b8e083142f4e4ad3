import type { ReactNode } from 'react'

/** The name of a key. */
export function Kbd({ children }: { children: ReactNode }) {
  return (
    <kbd className="rounded-[3px] border border-current px-1 font-mono text-[11px] leading-4 font-medium max-sm:hidden">
      {children}
    </kbd>
  )
}
