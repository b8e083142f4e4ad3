'use client'
import { useQuery } from '@tanstack/react-query'
import { ChartPending } from '#components/charts/chart-pending.tsx'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
import { fetched } from '#components/ui/fetched.tsx'
import { FetchedPart } from '#components/ui/fetched-part.tsx'
import { PageHeader, ProofItem } from '#components/ui/page-header.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { Elapsed, FullMoment, Moment } from '#components/ui/time.tsx'
import { useKeptFocus } from '#components/ui/use-kept-focus.ts'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { incidentQuery } from './api/incident-query.ts'
import { AlertsPanel } from './alerts-panel.tsx'
import { DecisionsPanel } from './decisions-panel.tsx'
import { DeliveriesPanel } from './deliveries-panel.tsx'
import { EscalationPanel } from './escalation-panel.tsx'
import { IncidentActions, type IncidentRights } from './incident-actions.tsx'
import { IncidentStrip } from './incident-strip.tsx'
import { INCIDENT_MARKS, incidentOwner } from './incident-words.ts'
import { TimelinePanel } from './timeline-panel.tsx'

// Incidents that a person opened have no chart, and their pages no script of one.
const IncidentChart = fetched(async () => (await import('./incident-chart.tsx')).IncidentChart)

/** Properties of `IncidentScreen`. */
export interface IncidentScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: IncidentDetail
  readonly may: IncidentRights & {
    /** Whether what its rule measures may be asked for. */
    readonly query: boolean
  }
}

/** One incident. Everything on it follows the live stream; who is next and when counts down by the server's time. */
export function IncidentScreen({ scope, first, may }: IncidentScreenProps) {
  const t = useText('incidents')
  const { data: incident } = useQuery({ ...incidentQuery(scope, first.id), initialData: first })
  const badge = useKeptFocus<HTMLSpanElement>(incident.state)
  const drawing = incident.rule?.drawing ?? null
  return (
    <PageFrame crumbs={[{ label: t('title'), href: '/incidents' }, { label: incident.code }]}>
      <PageHeader
        mark={<SeverityTag severity={incident.severity} />}
        title={incident.title}
        badge={
          <span ref={badge} tabIndex={-1} aria-live="polite">
            <StateBadge state={INCIDENT_MARKS[incident.state]}>{t(`state.${incident.state}`)}</StateBadge>
          </span>
        }
        answer={<Answer incident={incident} />}
        actions={<IncidentActions scope={scope} incident={incident} may={may} />}
        proof={
          <>
            <ProofItem>
              <code className="font-mono">{incident.code}</code>
            </ProofItem>
            <ProofItem>{t.rich('one.opened', { at: put(<FullMoment at={incident.openedAt} />) })}</ProofItem>
            <ProofItem>{incidentOwner(incident)}</ProofItem>
            {incident.serviceName === null ? null : (
              <ProofItem>{t('one.service', { name: incident.serviceName })}</ProofItem>
            )}
          </>
        }
      />
      <IncidentStrip incident={incident} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_384px]">
        {/* On a phone the panels are one column: who is next, the chart, why, and what happened. */}
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          {drawing === null || !may.query ? null : (
            <div className="min-w-0 max-lg:order-2">
              <FetchedPart waits={<ChartPending title={t('chart.title')}>{null}</ChartPending>}>
                <IncidentChart incident={incident} drawing={drawing} />
              </FetchedPart>
            </div>
          )}
          <div className="flex min-w-0 flex-col gap-4 max-lg:order-4">
            <TimelinePanel scope={scope} incident={incident} mayComment={may.comment} />
            <AlertsPanel incident={incident} />
            <DeliveriesPanel deliveries={incident.deliveries} />
          </div>
        </div>
        <div className="flex min-w-0 flex-col gap-4 max-lg:contents">
          <div className="min-w-0 max-lg:order-1">
            <EscalationPanel incident={incident} />
          </div>
          <div className="min-w-0 max-lg:order-3">
            <DecisionsPanel incident={incident} />
          </div>
        </div>
      </div>
    </PageFrame>
  )
}

/** What is going on, in one or two sentences. */
function Answer({ incident }: { incident: IncidentDetail }) {
  const t = useText('incidents')
  const { state, openedAt, acknowledgedAt, acknowledgedByName, acknowledgedByMe, resolvedAt } = incident
  const time = put(
    <b className="font-medium text-fg-1">
      <Elapsed from={openedAt} to={resolvedAt ?? undefined} />
    </b>,
  )
  if (state === 'resolved') return t.rich('one.over', { time })
  if (acknowledgedAt === null) return t.rich('one.free', { time })
  const at = put(<Moment at={acknowledgedAt} />)
  return acknowledgedByMe
    ? t.rich('one.mine', { time, at })
    : t.rich('one.taken', { time, at, name: acknowledgedByName ?? t('somebody') })
}
