import type { Metadata } from 'next'
import { SecurityScreen } from '#components/security/security-screen.tsx'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import { beginWithView } from '../default-view.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Security events' }

/** What was tried at the doors of the scope in view. */
export default async function SecurityPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'security', search, scope)
  return (
    <SecurityScreen
      key={scope}
      scope={scope}
      first={await firstState(async () => await listSecurityEvents(ctx, {}))}
    />
  )
}
