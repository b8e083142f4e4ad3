import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { SOURCE_LIST } from '#components/access/access-lists.ts'
import { SourcesScreen } from '#components/access/sources-screen.tsx'
import { config } from '#lib/infra/config/index.ts'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listSources } from '#lib/modules/access/index.ts'
import { beginWithView } from '../default-view.ts'
import { openList } from '../open-list.ts'
import { openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('shell'))('page.sources') }
}

/** What sends to the scope in view, and what is scraped for it. */
export default withRequestId(async function SourcesPage({ searchParams }: { searchParams: Promise<Search> }) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'sources', search, scope)
  const list = await openList(SOURCE_LIST, search, async (asked) => await listSources(ctx, asked))
  return (
    <PageText areas={['credentials', 'reach', 'sources']}>
      <SourcesScreen
        key={scope}
        scope={scope}
        engineUrl={config().ENGINE_PUBLIC_URL}
        {...list}
        may={{
          create: ctx.grantOf('source:create') !== null,
          rotate: ctx.grantOf('source:rotate') !== null,
          revoke: ctx.grantOf('source:revoke') !== null,
          allow: ctx.scope.kind === 'operator' && ctx.grantOf('outgoing:write') !== null,
        }}
      />
    </PageText>
  )
})
