import type { Metadata } from 'next'
import { TourScreen } from '#components/tour/tour-screen.tsx'
import { config } from '#lib/infra/config/index.ts'
import { openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'First steps' }

/** The way from an empty installation to a real alert; how far it is gone is asked of the server by the page. */
export default async function FirstStepsPage({ searchParams }: { searchParams: Promise<Search> }) {
  await openPage(await searchParams)
  return <TourScreen engineUrl={config().ENGINE_PUBLIC_URL} />
}
