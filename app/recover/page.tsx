import type { Metadata } from 'next'
import { RecoverScreen } from '#components/access/recover-screen.tsx'

export const metadata: Metadata = { title: 'Recover access' }

/** Where the link leads that the machine printed. Its token stands behind the `#`: loading this changes nothing. */
export default function RecoverPage() {
  return <RecoverScreen />
}
