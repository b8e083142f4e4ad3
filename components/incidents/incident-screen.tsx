'use client'
import { useQuery } from '@tanstack/react-query'
import { PageFrame } from '#components/shell/page-frame.tsx'
import { StateBadge } from '#components/ui/badge.tsx'
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
import { INCIDENT_STATES, incidentOwner } from './incident-words.ts'
import { TimelinePanel } from './timeline-panel.tsx'

/** Properties of `IncidentScreen`. */
export interface IncidentScreenProps {
  readonly scope: string
  /** What the server knew when it made the page. */
  readonly first: IncidentDetail
  readonly may: IncidentRights
}

/** One incident. Everything on it follows the live stream; who is next and when counts down by the server's time. */
export function IncidentScreen({ scope, first, may }: IncidentScreenProps) {
  const { data: incident } = useQuery({ ...incidentQuery(scope, first.id), initialData: first })
  const { word, mark } = INCIDENT_STATES[incident.state]
  const badge = useKeptFocus<HTMLSpanElement>(incident.state)
  return (
    <PageFrame crumbs={[{ label: 'Incidents', href: '/incidents' }, { label: incident.code }]}>
      <PageHeader
        mark={<SeverityTag severity={incident.severity} />}
        title={incident.title}
        badge={
          <span ref={badge} tabIndex={-1} aria-live="polite">
            <StateBadge state={mark}>{word}</StateBadge>
          </span>
        }
        answer={<Answer incident={incident} />}
        actions={<IncidentActions scope={scope} incident={incident} may={may} />}
        proof={
          <>
            <ProofItem>
              <code className="font-mono">{incident.code}</code>
            </ProofItem>
            <ProofItem>
              Opened <FullMoment at={incident.openedAt} />
            </ProofItem>
            <ProofItem>{incidentOwner(incident)}</ProofItem>
            {incident.serviceName === null ? null : <ProofItem>Service {incident.serviceName}</ProofItem>}
          </>
        }
      />
      <IncidentStrip incident={incident} />
      <div className="grid items-start gap-4 lg:grid-cols-[minmax(0,1fr)_384px]">
        <div className="flex min-w-0 flex-col gap-4 max-lg:order-2">
          <TimelinePanel scope={scope} incident={incident} mayComment={may.comment} />
          <AlertsPanel incident={incident} />
          <DeliveriesPanel deliveries={incident.deliveries} />
        </div>
        <div className="flex min-w-0 flex-col gap-4">
          <EscalationPanel incident={incident} />
          <DecisionsPanel incident={incident} />
        </div>
      </div>
    </PageFrame>
  )
}

/** What is going on, in one or two sentences. */
function Answer({ incident }: { incident: IncidentDetail }) {
  const { state, openedAt, acknowledgedAt, acknowledgedByName, acknowledgedByMe, resolvedAt } = incident
  const lasted = (
    <b className="font-medium text-fg-1">
      <Elapsed from={openedAt} to={resolvedAt ?? undefined} />
    </b>
  )
  const who = acknowledgedByMe ? 'You have' : `${acknowledgedByName ?? 'Somebody'} has`
  if (state === 'resolved') return <>It was open for {lasted} and is resolved.</>
  if (acknowledgedAt === null) return <>Open for {lasted}. Nobody has it yet.</>
  return (
    <>
      Open for {lasted}. {who} it since <Moment at={acknowledgedAt} />; nobody else is paged.
    </>
  )
}
