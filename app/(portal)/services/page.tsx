import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { SERVICE_LIST } from '#components/tenancy/service-list.ts'
import { ServicesScreen } from '#components/tenancy/services-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listServices } from '#lib/modules/tenancy/index.ts'
import { beginWithView } from '../default-view.ts'
import { openList } from '../open-list.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('tenancy'))('title') }
}

/** The services of the scope in view. */
export default withRequestId(async function ServicesPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'services', search, scope)
  const list = await openList(SERVICE_LIST, search, async (asked) => await listServices(ctx, asked))
  return (
    <PageText areas={['tenancy']}>
      <ServicesScreen
        key={scope}
        scope={scope}
        {...list}
        mayConnect={ctx.grantOf('source:create') !== null}
      />
    </PageText>
  )
})
