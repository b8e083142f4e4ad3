import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { RequestScreen } from '#components/approvals/request-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { readRequest } from '#lib/modules/approvals/index.ts'
import { found, openPage, type Search } from '../../open-page.ts'

interface Props {
  readonly params: Promise<{ readonly requestId: string }>
  readonly searchParams: Promise<Search>
}

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('approvals'))('column.request') }
}

/** One request for a second person. */
export default withRequestId(async function RequestPage({ params, searchParams }: Props) {
  const { ctx, scope } = await openPage(await searchParams)
  const { requestId } = await params
  const first = await found(async () => await readRequest(ctx, { requestId }))
  return (
    <PageText areas={['approvals']}>
      <RequestScreen key={requestId} scope={scope} first={first} />
    </PageText>
  )
})
