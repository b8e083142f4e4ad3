import type { Metadata } from 'next'
import { PageText, pageText } from '#app/page-text.tsx'
import { IncidentScreen } from '#components/incidents/incident-screen.tsx'
import { withRequestId } from '#lib/infra/context/page-request.ts'
import { getIncident } from '#lib/modules/incidents/index.ts'
import { found, openPage, type Search } from '../../open-page.ts'

interface Props {
  readonly params: Promise<{ readonly incidentId: string }>
  readonly searchParams: Promise<Search>
}

/** The title in the language of the request. */
export async function generateMetadata(): Promise<Metadata> {
  return { title: (await pageText('incidents'))('tab') }
}

/** One incident: who has it, what happened, and why somebody was paged. */
export default withRequestId(async function IncidentPage({ params, searchParams }: Props) {
  const { ctx, scope } = await openPage(await searchParams)
  const { incidentId } = await params
  const first = await found(async () => await getIncident(ctx, { incidentId }))
  return (
    <PageText areas={['incidents', 'charts']}>
      <IncidentScreen
        key={incidentId}
        scope={scope}
        first={first}
        may={{
          acknowledge: ctx.grantOf('incident:acknowledge') !== null,
          resolve: ctx.grantOf('incident:resolve') !== null,
          comment: ctx.grantOf('incident:comment') !== null,
          escalate: ctx.grantOf('incident:write') !== null,
          query: ctx.grantOf('metrics:query') !== null,
        }}
      />
    </PageText>
  )
})
