import type { Metadata } from 'next'
import { HealthScreen } from '#components/health/health-screen.tsx'
import { openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Bailiwick on Bailiwick' }

/** How this installation itself is. The engine is asked by the page in the browser: nobody waits here for one that hangs. */
export default async function HealthPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { scope } = await openPage(await searchParams)
  return <HealthScreen key={scope} scope={scope} />
}
