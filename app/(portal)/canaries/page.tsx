import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { CanariesScreen } from '#components/canaries/canaries-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listCanaries } from '#lib/modules/canaries/index.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('canaries'))('title') }
}

/** Whether anything of one tenant was seen by another, by the last look at every place that shows data. */
export default withRequestId(async function CanariesPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const { ctx, scope } = await openPage(await searchParams)
  const first = ctx.scope.kind === 'operator' ? await firstState(async () => await listCanaries(ctx)) : null
  return (
    <PageText areas={['canaries']}>
      <CanariesScreen key={scope} scope={scope} first={first} />
    </PageText>
  )
})
