import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { AccessScreen } from '#components/access/access-screen.tsx'
import { accessNotices, readAccessFilter } from '#components/access/access-filter.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { readAccessTable } from '#lib/modules/access/index.ts'
import { firstState, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('shell'))('page.access') }
}

/** The access table: every permission, and which role holds it how far. */
export default withRequestId(async function AccessPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  return (
    <PageText areas={['access-table', 'roles']}>
      <AccessScreen
        key={scope}
        scope={scope}
        filter={readAccessFilter(search)}
        notices={accessNotices(await pageText('access-table'), search)}
        first={await firstState(async () => await readAccessTable(ctx))}
      />
    </PageText>
  )
})
