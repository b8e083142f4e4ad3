import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { REQUEST_LIST, STILL_OPEN } from '#components/approvals/request-list.ts'
import { RequestsScreen } from '#components/approvals/requests-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listRequests } from '#lib/modules/approvals/index.ts'
import { beginWithView } from '../default-view.ts'
import { openList } from '../open-list.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

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
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'requests', search, scope)
  const list = await openList(REQUEST_LIST, search, async (asked) => await listRequests(ctx, asked))
  const open = await firstState(async () => await listRequests(ctx, STILL_OPEN))
  return (
    <PageText areas={['approvals']}>
      <RequestsScreen key={scope} scope={scope} {...list} open={open} />
    </PageText>
  )
})
