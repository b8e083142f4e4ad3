import type { Metadata } from 'next'
import { ButtonLink } from '#components/ui/button.tsx'
import { PlainPage } from '#components/ui/plain-page.tsx'

export const metadata: Metadata = { title: 'Nothing here' }

/** A missing page and one of somebody else look the same. Next's own page would break the security policy. */
export default function NotFound() {
  return (
    <PlainPage title="There is nothing here" action={<ButtonLink href="/">Go to the overview</ButtonLink>}>
      The address is wrong, or what stood here is not in a scope of yours.
    </PlainPage>
  )
}
