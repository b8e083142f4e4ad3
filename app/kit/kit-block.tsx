import type { ReactNode } from 'react'

/** A part of the sheet; pictures of it are compared under its name (e2e/kit.e2e.test.ts). */
export function KitBlock({ name, children }: { name: string; children: ReactNode }) {
  return (
    <section data-kit={name} className="flex min-w-0 flex-col gap-4">
      {children}
    </section>
  )
}
