import type { ReactNode } from 'react'
import { AppLink } from '#components/ui/app-link.tsx'

/** What `<link>` in a text becomes: the way to an address. */
export const linkTo =
  (href: string) =>
  (text: ReactNode): ReactNode => (
    <AppLink href={href} className="opens">
      {text}
    </AppLink>
  )
