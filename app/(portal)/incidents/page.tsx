import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { apiFilter, filterNotices, readIncidentFilter } from '#components/incidents/incident-filter.ts'
import { IncidentsScreen } from '#components/incidents/incidents-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { listIncidents } from '#lib/modules/incidents/index.ts'
import { beginWithView } from '../default-view.ts'
import { found, openPage, type Search } from '../open-page.ts'

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('incidents'))('title') }
}

/** The incidents of the scope in view. */
export default withRequestId(async function IncidentsPage({
  searchParams,
}: {
  searchParams: Promise<Search>
}) {
  const search = await searchParams
  const { ctx, scope } = await openPage(search)
  await beginWithView(ctx, 'incidents', search, scope)
  const filter = readIncidentFilter(search)
  const first = await found(async () => await listIncidents(ctx, apiFilter(filter)))
  const t = await pageText('incidents')
  return (
    <PageText areas={['incidents']}>
      <IncidentsScreen
        scope={scope}
        filter={filter}
        notices={filterNotices(t, search)}
        first={first}
        may={{
          open: ctx.grantOf('incident:open') !== null,
          acknowledge: ctx.grantOf('incident:acknowledge') !== null,
          resolve: ctx.grantOf('incident:resolve') !== null,
        }}
      />
    </PageText>
  )
})
