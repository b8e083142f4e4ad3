import type { Metadata } from 'next'
import { ExploreScreen } from '#components/explore/explore-screen.tsx'
import { openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Explore' }

/** PromQL over the series of the scope in view; what is asked stands in the address. */
export default async function ExplorePage({ searchParams }: { searchParams: Promise<Search> }) {
  const { scope } = await openPage(await searchParams)
  return <ExploreScreen key={scope} scope={scope} />
}
