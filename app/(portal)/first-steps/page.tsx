import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { TourScreen } from '#components/tour/tour-screen.tsx'
import { config } from '#lib/infra/config/index.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('tour'))('title') }
}

/** The way from an empty installation to a real alert; how far it is gone is asked of the server by the page. */
export default withRequestId(async function FirstStepsPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  await openPage(await searchParams)
  return (
    <PageText areas={['tour']}>
      <TourScreen engineUrl={config().ENGINE_PUBLIC_URL} />
    </PageText>
  )
})
