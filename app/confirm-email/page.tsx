import type { Metadata } from 'next'
import { ConfirmEmailScreen } from '#components/access/confirm-email-screen.tsx'

export const metadata: Metadata = { title: 'Confirm your e-mail address' }

/** Where the link for a new address leads. Its token stands behind the `#`, which browsers never send: loading this changes nothing. */
export default function ConfirmEmailPage() {
  return <ConfirmEmailScreen />
}
