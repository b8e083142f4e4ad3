'use client'
import { useQuery } from '@tanstack/react-query'
import { useSearchParams } from 'next/navigation'
import { incidentsQuery } from '#components/incidents/api/incidents-query.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, FullMoment } from '#components/ui/time.tsx'
import type { ServiceDetail } from '#lib/modules/tenancy/schemas.ts'
import { serviceQuery } from './api/service-query.ts'
import { ServiceCharts } from './service-charts.tsx'
import { RANGE_NAMES, rangeOf, RANGES, type RangeName } from './service-panels.ts'
import { ownerWords } from './service-words.ts'

/** Properties of `ServiceScreen`. */
export interface ServiceScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: ServiceDetail
  /** Id of the platform that is Bailiwick itself; null where the scope cannot see it. */
  readonly selfPlatformId: string | null
}

/** One service: its state and why, charts of its own samples, what it depends on, and its incidents. */
export function ServiceScreen({ scope, first, selfPlatformId }: ServiceScreenProps) {
  const { data: service } = useQuery({ ...serviceQuery(scope, first.id), initialData: first })
  const range = rangeOf(useSearchParams().get('range'))
  return (
    <PageFrame crumbs={[{ label: 'Services', href: '/services' }, { label: service.name }]}>
      <PageHeader
        title={service.name}
        badge={<StateBadge state={service.state} />}
        answer={service.reason}
        actions={<RangeLinks active={range} />}
        proof={
          <>
            <ProofItem>
              {service.platformId === selfPlatformId ? 'Part of Bailiwick itself' : ownerWords(service)}
            </ProofItem>
            <ProofItem>
              <span>
                In this state since <FullMoment at={service.since} />
              </span>
            </ProofItem>
          </>
        }
      />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-4">
          <ServiceCharts scope={scopeOfService(service)} job={service.name} range={range} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <ServiceIncidents scope={scope} serviceId={service.id} />
          <Neighbours
            title="Depends on"
            services={service.dependsOn}
            none="No other part, as far as is recorded."
          />
          <Neighbours
            title="Needed by"
            services={service.dependents}
            none="No other part, as far as is recorded."
          />
        </div>
      </div>
    </PageFrame>
  )
}

const scopeOfService = ({ tenantId, platformId }: ServiceDetail): string =>
  tenantId === null ? `platform:${platformId}` : `tenant:${tenantId}`

function RangeLinks({ active }: { active: RangeName }) {
  return (
    <nav
      aria-label="Time range"
      className="inline-flex overflow-hidden rounded-control border border-line-strong bg-panel"
    >
      {RANGE_NAMES.map((name) => (
        <AppLink
          key={name}
          href={`?range=${name}`}
          scroll={false}
          aria-current={name === active ? 'true' : undefined}
          className="flex h-[calc(var(--bw-control)-2px)] grow items-center justify-center border-r border-line px-2.5 whitespace-nowrap text-fg-2 -outline-offset-2 last:border-r-0 hover:text-fg-1 aria-[current]:bg-raised aria-[current]:font-medium aria-[current]:text-fg-1 aria-[current]:shadow-[inset_0_-2px_0_var(--bw-accent)]"
        >
          {RANGES[name].label}
        </AppLink>
      ))}
    </nav>
  )
}

function Neighbours(props: { title: string; services: ServiceDetail['dependsOn']; none: string }) {
  const { title, services, none } = props
  return (
    <Panel title={title} count={services.length} isFlush={services.length > 0}>
      {services.length === 0 ? (
        <p className="text-small text-fg-3">{none}</p>
      ) : (
        <RuledList>
          {services.map((service) => (
            <RuledRow key={service.id} end={<StateText state={service.state} />}>
              <AppLink
                href={`/services/${service.id}`}
                className="row-link font-medium after:absolute after:inset-0"
              >
                {service.name}
              </AppLink>
            </RuledRow>
          ))}
        </RuledList>
      )}
    </Panel>
  )
}

function ServiceIncidents({ scope, serviceId }: { scope: string; serviceId: string }) {
  const query = useQuery(incidentsQuery(scope, { state: 'all', serviceId }))
  return (
    <Panel title="Incidents" meta="Newest first" isFlush>
      <QueryView query={query} what="The incidents of this service">
        {({ incidents }) =>
          incidents.length === 0 ? (
            <p className="p-3.5 text-small text-fg-3">None was opened for it.</p>
          ) : (
            <RuledList>
              {incidents.map((incident) => (
                <RuledRow
                  key={incident.id}
                  mark={<SeverityTag severity={incident.severity} />}
                  end={<Age at={incident.openedAt} />}
                >
                  <AppLink
                    href={`/incidents/${incident.id}`}
                    className="row-link font-medium after:absolute after:inset-0"
                  >
                    {incident.title}
                  </AppLink>
                  <p className="text-small text-fg-3">
                    {incident.code}, {incident.state}
                  </p>
                </RuledRow>
              ))}
            </RuledList>
          )
        }
      </QueryView>
    </Panel>
  )
}
