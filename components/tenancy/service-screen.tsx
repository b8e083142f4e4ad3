'use client'
import { useQuery } from '@tanstack/react-query'
import { incidentsQuery } from '#components/incidents/api/incidents-query.ts'
import { serviceOverviewQuery } from '#components/dashboards/api/service-overview-query.ts'
import { DaysPanel } from '#components/dashboards/days-panel.tsx'
import { SERVICE_FIGURES } from '#components/dashboards/figure-names.ts'
import { FiguresNotice } from '#components/dashboards/figures-notice.tsx'
import { ServiceFigures } from '#components/dashboards/service-figures.tsx'
import { useFreshness } from '#components/dashboards/use-freshness.ts'
import { incidentsOfDayHref } from '#components/incidents/incident-filter.ts'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { QueryView } from '#components/shell/query-view.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { Panel, RuledList, RuledRow } from '#components/ui/panel.tsx'
import { ROW_NAME } from '#components/ui/row-link-class.ts'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Age, FullMoment } from '#components/ui/time.tsx'
import type { NamedLimit } from '#lib/modules/alerting/domain/rule-drawing.ts'
import type { ServiceDetail } from '#lib/modules/tenancy/schemas.ts'
import { serviceQuery } from './api/service-query.ts'
import { ServiceCharts } from './service-charts.tsx'
import { ownerWords } from './service-words.ts'
import { useIncidentFlags } from './use-incident-flags.ts'

/** Properties of `ServiceScreen`. */
export interface ServiceScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: ServiceDetail
  /** Id of the platform that is Bailiwick itself; null where the scope cannot see it. */
  readonly selfPlatformId: string | null
  /** From where on the rules about it fire. */
  readonly limits: readonly NamedLimit[]
}

/** One service: its state and why, charts of its own samples, what it depends on, and its incidents. */
export function ServiceScreen({ scope, first, selfPlatformId, limits }: ServiceScreenProps) {
  const t = useText('tenancy')
  const { data: service } = useQuery({ ...serviceQuery(scope, first.id), initialData: first })
  const { refetchInterval } = useFreshness()
  const { data: overview } = useQuery({ ...serviceOverviewQuery(scope, first.id), refetchInterval })
  return (
    <PageFrame crumbs={[{ label: t('title'), href: '/services' }, { label: service.name }]} hasTimeAxis>
      <PageHeader
        title={service.name}
        badge={<StateBadge state={service.state} />}
        answer={service.reason}
        proof={
          <>
            <ProofItem>
              {service.platformId === selfPlatformId ? t('service.ofItself') : ownerWords(service)}
            </ProofItem>
            <ProofItem>
              <span>{t.rich('service.since', { at: put(<FullMoment at={service.since} />) })}</span>
            </ProofItem>
          </>
        }
      />
      <FiguresNotice names={SERVICE_FIGURES} />
      <ServiceFigures overview={overview} />
      <div className="grid gap-4 lg:grid-cols-[minmax(0,1fr)_320px]">
        <div className="flex min-w-0 flex-col gap-4">
          <ServiceCharts
            scope={scopeOfService(service)}
            job={service.name}
            annotations={useIncidentFlags(scope, service.id)}
            limits={limits}
          />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          {overview === undefined ? null : (
            <DaysPanel
              title={t('service.days')}
              name={service.name}
              strip={overview.days}
              hrefOf={(day) => incidentsOfDayHref(day, scope, service.id)}
            />
          )}
          <ServiceIncidents scope={scope} serviceId={service.id} />
          <Neighbours title={t('service.dependsOn')} services={service.dependsOn} />
          <Neighbours title={t('service.neededBy')} services={service.dependents} />
        </div>
      </div>
    </PageFrame>
  )
}

const scopeOfService = ({ tenantId, platformId }: ServiceDetail): string =>
  tenantId === null ? `platform:${platformId}` : `tenant:${tenantId}`

function Neighbours({ title, services }: { title: string; services: ServiceDetail['dependsOn'] }) {
  const t = useText('tenancy')
  return (
    <Panel title={title} count={services.length} isFlush={services.length > 0}>
      {services.length === 0 ? (
        <p className="text-small text-fg-3">{t('service.noDependency')}</p>
      ) : (
        <RuledList>
          {services.map((service) => (
            <RuledRow key={service.id} end={<StateText state={service.state} />}>
              <AppLink href={`/services/${service.id}`} className={ROW_NAME}>
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
  const t = useText('tenancy')
  const query = useQuery(incidentsQuery(scope, { state: 'all', serviceId }))
  return (
    <Panel title={t('service.incidents')} meta={t('service.newestFirst')} isFlush>
      <QueryView query={query} what={t('service.incidentsWhat')}>
        {({ incidents }) =>
          incidents.length === 0 ? (
            <p className="p-3.5 text-small text-fg-3">{t('service.noIncident')}</p>
          ) : (
            <RuledList>
              {incidents.map((incident) => (
                <RuledRow
                  key={incident.id}
                  mark={<SeverityTag severity={incident.severity} />}
                  end={<Age at={incident.openedAt} />}
                >
                  <AppLink href={`/incidents/${incident.id}`} className={ROW_NAME}>
                    {incident.title}
                  </AppLink>
                  <p className="text-small text-fg-3">
                    {incident.code}, {t(`incident.${incident.state}`)}
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
