import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { RequestsScreen } from '#components/approvals/requests-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listRequests } from '#lib/modules/approvals/index.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('approvals'))('title') }
}

/** What nobody does alone: what waits for the reader, and what became of the rest. */
export default withRequestId(async function RequestsPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const { ctx, scope } = await openPage(await searchParams)
  return (
    <PageText areas={['approvals']}>
      <RequestsScreen key={scope} scope={scope} first={await listRequests(ctx, {})} />
    </PageText>
  )
})
