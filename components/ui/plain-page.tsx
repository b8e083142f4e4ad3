import type { ReactNode } from 'react'
import { Logo } from './logo.tsx'

/** A page outside the shell with one message: not found, failed, expired. */
export function PlainPage({
  title,
  children,
  action,
}: {
  title: string
  children: ReactNode
  action?: ReactNode
}) {
  return (
    <div className="flex min-h-dvh flex-col gap-10 px-10 py-8 max-sm:px-4">
      <header className="flex items-center gap-2.5 text-[15px] font-semibold tracking-[-0.012em]">
        <Logo size={22} />
        Bailiwick
      </header>
      <main className="m-auto w-full max-w-[420px] pb-24">
        <h1 className="text-title font-semibold">{title}</h1>
        <div className="mt-1 text-fg-2">{children}</div>
        {action === undefined ? null : <div className="mt-4 flex flex-wrap gap-2">{action}</div>}
      </main>
    </div>
  )
}
