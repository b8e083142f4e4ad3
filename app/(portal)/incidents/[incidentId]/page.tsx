import type { Metadata } from 'next'
import { IncidentScreen } from '#components/incidents/incident-screen.tsx'
import { getIncident } from '#lib/modules/incidents/index.ts'
import { found, openPage, type Search } from '../../open-page.ts'

interface Props {
  readonly params: Promise<{ readonly incidentId: string }>
  readonly searchParams: Promise<Search>
}

export const metadata: Metadata = { title: 'Incident' }

/** One incident: who has it, what happened, and why somebody was paged. */
export default async function IncidentPage({ params, searchParams }: Props) {
  const { ctx, scope } = await openPage(await searchParams)
  const { incidentId } = await params
  const first = await found(async () => await getIncident(ctx, { incidentId }))
  return (
    <IncidentScreen
      key={incidentId}
      scope={scope}
      first={first}
      may={{
        acknowledge: ctx.grantOf('incident:acknowledge') !== null,
        resolve: ctx.grantOf('incident:resolve') !== null,
        comment: ctx.grantOf('incident:comment') !== null,
      }}
    />
  )
}
