import type { Metadata } from 'next'
import { RequestsScreen } from '#components/approvals/requests-screen.tsx'
import { listRequests } from '#lib/modules/approvals/index.ts'
import { openPage, type Search } from '../open-page.ts'

export const metadata: Metadata = { title: 'Requests' }

/** What nobody does alone: what waits for the reader, and what became of the rest. */
export default async function RequestsPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { ctx, scope } = await openPage(await searchParams)
  return <RequestsScreen key={scope} scope={scope} first={await listRequests(ctx, {})} />
}
