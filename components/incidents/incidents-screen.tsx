'use client'
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { ButtonLink } from '#components/ui/button.tsx'
import { DataTable } from '#components/ui/data-table.tsx'
import { PageHeader } from '#components/ui/page-header.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import { incidentsQuery } from './api/incidents-query.ts'
import { apiFilter, incidentListHref, type IncidentFilter } from './incident-filter.ts'
import { INCIDENT_COLUMNS, incidentTint } from './incident-columns.tsx'
import { IncidentFilters } from './incident-filters.tsx'
import { listAnswer } from './list-answer.ts'
import { NoIncidents } from './no-incidents.tsx'
import { OpenIncident } from './open-incident-dialog.tsx'
import { incidentsWorstFirst } from './worst-first.ts'

/** What the API answers for a list. */
export interface IncidentPage {
  readonly incidents: IncidentView[]
  readonly next: string | null
}

/** Properties of `IncidentsScreen`. */
export interface IncidentsScreenProps {
  readonly scope: string
  readonly filter: IncidentFilter
  /** What the server knew when it made the page. */
  readonly first: IncidentPage
  /** Whether the reader may open incidents by hand. */
  readonly mayOpen: boolean
}

/** The incidents of a scope; the address holds the filter. */
export function IncidentsScreen({ scope, filter, first, mayOpen }: IncidentsScreenProps) {
  const query = useQuery({ ...incidentsQuery(scope, apiFilter(filter)), initialData: first })
  const page = query.data
  const rows = filter.order === 'worst' ? incidentsWorstFirst(page.incidents) : page.incidents
  return (
    <PageFrame crumbs={[{ label: 'Incidents' }]}>
      <PageHeader
        title="Incidents"
        answer={listAnswer(page, filter)}
        actions={mayOpen ? <OpenIncident scope={scope} /> : undefined}
      />
      <IncidentFilters scope={scope} filter={filter} />
      <Panel
        title={filter.state === 'all' ? 'All incidents' : filter.state === 'open' ? 'Open' : 'Resolved'}
        count={page.next === null ? rows.length : `${rows.length}+`}
        meta={filter.order === 'worst' ? 'Worst first, on this page' : 'Newest first'}
        isFlush
      >
        <QueryView query={query} what="The incidents">
          {() => (
            <DataTable
              caption="Incidents"
              columns={INCIDENT_COLUMNS}
              rows={rows}
              rowKey={({ id }) => id}
              rowHref={({ id }) => `/incidents/${id}`}
              rowTint={incidentTint}
              empty={<NoIncidents filter={filter} />}
            />
          )}
        </QueryView>
      </Panel>
      <Pages scope={scope} filter={filter} next={page.next} />
    </PageFrame>
  )
}

function Pages({ scope, filter, next }: { scope: string; filter: IncidentFilter; next: string | null }) {
  if (next === null && filter.before === null) return null
  return (
    <nav aria-label="Pages of the list" className="flex gap-2">
      {filter.before === null ? null : (
        <ButtonLink href={incidentListHref({ ...filter, before: null }, scope)}>Newest</ButtonLink>
      )}
      {next === null ? null : (
        <ButtonLink href={incidentListHref({ ...filter, before: next }, scope)}>Older</ButtonLink>
      )}
    </nav>
  )
}
