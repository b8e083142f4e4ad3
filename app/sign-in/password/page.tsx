import type { Metadata } from 'next'
import { NewPasswordScreen } from '#components/access/new-password-screen.tsx'

export const metadata: Metadata = { title: 'Set a new password' }

/** Where the link of a forgotten password leads. Its token stands behind the `#`: loading this changes nothing. */
export default function NewPasswordPage() {
  return <NewPasswordScreen />
}
