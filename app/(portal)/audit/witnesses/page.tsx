import type { Metadata } from 'next'
import { WitnessesScreen } from '#components/audit/witnesses-screen.tsx'
import { openPage, type Search } from '../../open-page.ts'

export const metadata: Metadata = { title: 'Witnesses' }

/** Who outside keeps the heads of the audit chains. */
export default async function WitnessesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  const mayChange = ctx.scope.kind === 'operator' && ctx.grantOf('audit-anchor:write') !== null
  return <WitnessesScreen scope={scope} mayChange={mayChange} />
}
