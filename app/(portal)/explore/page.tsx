import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { ExploreScreen } from '#components/explore/explore-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('explore'))('title') }
}

/** PromQL over the series of the scope in view; what is asked stands in the address. */
export default withRequestId(async function ExplorePage({ searchParams }: { searchParams: Promise<Search> }) {
  const { scope } = await openPage(await searchParams)
  return (
    <PageText areas={['explore', 'charts']}>
      <ExploreScreen key={scope} scope={scope} />
    </PageText>
  )
})
