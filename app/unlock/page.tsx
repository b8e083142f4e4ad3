import type { Metadata } from 'next'
import { UnlockScreen } from '#components/access/unlock-screen.tsx'

export const metadata: Metadata = { title: 'Open your account' }

/** Where the link of a locked account leads. Its token stands behind the `#`, which browsers never send: loading this changes nothing. */
export default function UnlockPage() {
  return <UnlockScreen />
}
