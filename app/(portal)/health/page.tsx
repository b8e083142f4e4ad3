import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { HealthScreen } from '#components/health/health-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('health'))('title') }
}

/** How this installation itself is. The engine is asked by the page in the browser: nobody waits here for one that hangs. */
export default withRequestId(async function HealthPage({ searchParams }: { searchParams: Promise<Search> }) {
  const { scope } = await openPage(await searchParams)
  return (
    <PageText areas={['health', 'charts']}>
      <HealthScreen key={scope} scope={scope} />
    </PageText>
  )
})
