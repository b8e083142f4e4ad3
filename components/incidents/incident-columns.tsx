import type { Column } from '#components/ui/data-table.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Elapsed, Moment } from '#components/ui/time.tsx'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import { INCIDENT_STATES, incidentOwner } from './incident-words.ts'

const taken = ({ state, acknowledgedByName }: IncidentView): string =>
  acknowledgedByName ?? (state === 'open' ? 'nobody yet' : 'nobody')

/** The columns of a list of incidents. */
export const INCIDENT_COLUMNS: readonly Column<IncidentView>[] = [
  {
    // by this name the address and the server sort
    id: 'severity',
    head: 'Incident',
    cell: ({ severity, title }) => (
      <span className="inline-flex items-start gap-2">
        <SeverityTag severity={severity} />
        <span className="font-medium">{title}</span>
      </span>
    ),
    compare: (a, b) => a.severity.localeCompare(b.severity),
    phone: 'start',
    className: 'sm:w-2/5 sm:whitespace-normal sm:py-1.5',
  },
  {
    id: 'state',
    head: 'State',
    cell: ({ state }) => (
      <StateText state={INCIDENT_STATES[state].mark}>{INCIDENT_STATES[state].word}</StateText>
    ),
    phone: 'end',
  },
  {
    id: 'code',
    head: 'Code',
    cell: ({ code }) => <span className="font-mono text-small text-fg-2">{code}</span>,
  },
  {
    id: 'owner',
    head: 'Belongs to',
    cell: (incident) => (
      <span className="text-fg-2">
        {incidentOwner(incident)}
        <span className="sm:hidden">, taken by {taken(incident)}</span>
      </span>
    ),
    compare: (a, b) => incidentOwner(a).localeCompare(incidentOwner(b)),
    phone: 'below',
  },
  {
    id: 'taken',
    head: 'Taken by',
    cell: (incident) => (
      <span className={incident.acknowledgedByName === null ? 'text-fg-3' : ''}>{taken(incident)}</span>
    ),
  },
  {
    id: 'opened',
    head: 'Opened',
    isFigure: true,
    cell: ({ openedAt }) => <Moment at={openedAt} />,
    compare: (a, b) => b.openedAt.localeCompare(a.openedAt),
  },
  {
    id: 'lasted',
    head: 'Lasts',
    isFigure: true,
    cell: ({ openedAt, resolvedAt }) => <Elapsed from={openedAt} to={resolvedAt ?? undefined} />,
    phone: 'below-end',
  },
  {
    id: 'service',
    head: 'Service',
    cell: ({ serviceName }) => serviceName ?? <span className="text-fg-3">none</span>,
    isExtra: true,
  },
  {
    id: 'platform',
    head: 'Platform',
    cell: ({ platformName }) => <span className="text-fg-2">{platformName}</span>,
    isExtra: true,
  },
  {
    id: 'acknowledged',
    head: 'Acknowledged',
    isFigure: true,
    cell: ({ acknowledgedAt }) =>
      acknowledgedAt === null ? <span className="text-fg-3">not yet</span> : <Moment at={acknowledgedAt} />,
    isExtra: true,
  },
  {
    id: 'resolved',
    head: 'Resolved',
    isFigure: true,
    cell: ({ resolvedAt }) =>
      resolvedAt === null ? <span className="text-fg-3">not yet</span> : <Moment at={resolvedAt} />,
    isExtra: true,
  },
]

/** Tints the rows of incidents that nobody has. */
export const incidentTint = ({ state, severity }: IncidentView): 'down' | 'degraded' | null => {
  if (state !== 'open') return null
  return severity === 'P0' || severity === 'P1' ? 'down' : 'degraded'
}
