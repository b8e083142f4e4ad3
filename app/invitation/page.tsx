import type { Metadata } from 'next'
import { InvitationScreen } from '#components/access/invitation-screen.tsx'

export const metadata: Metadata = { title: 'Invitation' }

/** Where the link of an invitation leads. Its token stands behind the `#`, which browsers never send: loading this changes nothing. */
export default function InvitationPage() {
  return <InvitationScreen />
}
