import type { ReactNode } from 'react'
import { AppLink } from './app-link.tsx'

/** A link in running text; underlined, because colour alone tells some readers nothing. */
export function TextLink({ href, children }: { href: string; children: ReactNode }) {
  return (
    <AppLink href={href} className="text-accent underline underline-offset-2 hover:text-accent-hover">
      {children}
    </AppLink>
  )
}

/** A number or a name that opens where it comes from: the dotted rule. */
export function Opens({ href, children }: { href: string; children: ReactNode }) {
  return (
    <AppLink href={href} className="opens">
      {children}
    </AppLink>
  )
}
