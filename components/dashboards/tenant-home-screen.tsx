'use client'
import { useQuery } from '@tanstack/react-query'
import { LookAsTenant } from '#components/access/look-as-tenant.tsx'
import { incidentsWorstFirst } from '#components/incidents/worst-first.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { Panel, RuledList, Strip } from '#components/ui/panel.tsx'
import { StateGlyph } from '#components/ui/state-glyph.tsx'
import { stateWord } from '#components/ui/states.ts'
import { AsOf } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import type { OpenIncident, TenantHome } from '#lib/modules/dashboards/schemas.ts'
import { tenantHomeQuery } from './api/tenant-home-query.ts'
import { IncidentLine } from './needs-person-panel.tsx'
import { incidentState, severityCounts } from './overview-order.ts'
import { ServicesPanel } from './services-panel.tsx'
import { tenantWords } from './tenant-words.ts'

/** Properties of `TenantHomeScreen`. */
export interface TenantHomeScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: TenantHome
  /** Whether the reader may create sources. */
  readonly mayConnect: boolean
  /** The platform of the tenant, for a reader who may look as the tenant; null for everybody else. */
  readonly lookFrom: string | null
}

/** Everything that concerns one tenant, on one page; the title answers. */
export function TenantHomeScreen({ scope, first, mayConnect, lookFrom }: TenantHomeScreenProps) {
  const { data: home } = useQuery({ ...tenantHomeQuery(scope), initialData: first })
  const { title, answer } = tenantWords(home)
  return (
    <PageFrame crumbs={[{ label: 'Home' }]}>
      <PageHeader
        title={title}
        answer={answer}
        actions={
          <>
            {lookFrom === null ? null : (
              <LookAsTenant tenantId={home.tenant.id} tenantName={home.tenant.name} platformId={lookFrom} />
            )}
            {mayConnect ? (
              <ButtonLink href="/sources" icon="plug">
                Connect a source
              </ButtonLink>
            ) : null}
          </>
        }
        proof={
          <>
            <ProofItem>
              <AsOf at={home.asOf} />
            </ProofItem>
            <ProofItem mark={<StateGlyph state={home.state} size={10} />}>
              Worst state: {stateWord(home.state).toLowerCase()}
            </ProofItem>
            <ProofItem>Runs on {home.tenant.platformName}</ProofItem>
          </>
        }
      />
      <TenantFigures home={home} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1.6fr)_minmax(0,1fr)]">
        <ServicesPanel
          title="Service health"
          reader="tenant"
          services={home.services}
          mayConnect={mayConnect}
        />
        <YourIncidents incidents={home.incidents} />
      </div>
    </PageFrame>
  )
}

function TenantFigures({ home }: { home: TenantHome }) {
  const { figures, incidents } = home
  const counts = severityCounts(incidents)
  return (
    <Strip label="Key numbers">
      <NumberTile label="Availability, 30 days" measured={figures.availability} />
      <NumberTile
        label="Open incidents"
        measured={figures.openIncidents}
        state={incidentState(incidents)}
        after={counts === '' ? undefined : counts}
        note={incidents.length === 0 ? 'Nothing is open' : 'Not resolved yet'}
      />
      <NumberTile label="Usage this month" measured={figures.usage} />
      <NumberTile label="Cost this month" measured={figures.cost} />
      <NumberTile label="Backups proved" measured={figures.backupsProved} />
    </Strip>
  )
}

function YourIncidents({ incidents }: { incidents: readonly OpenIncident[] }) {
  return (
    <Panel
      title="Your incidents"
      count={incidents.length}
      meta={
        <AppLink href="/incidents?state=all" className="opens">
          All
        </AppLink>
      }
      isFlush
    >
      {incidents.length === 0 ? (
        <div className="p-3.5">
          <EmptyState title="No incident is open">
            When a rule fires or somebody opens one, it stands here, with who has it and what was done.
          </EmptyState>
        </div>
      ) : (
        <RuledList>
          {incidentsWorstFirst(incidents).map((incident) => (
            <IncidentLine key={incident.id} incident={incident} where={null} />
          ))}
        </RuledList>
      )}
    </Panel>
  )
}
