import type { Metadata } from 'next'
import { LinkScreen } from '#components/access/link-screen.tsx'

export const metadata: Metadata = { title: 'Sign in with a link' }

/** Where a sign-in link leads. Its token stands behind the `#`, which browsers never send: loading this changes nothing. */
export default function LinkPage() {
  return <LinkScreen />
}
