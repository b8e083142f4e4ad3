import type { Text } from '#components/language/use-text.ts'
import type { Column } from '#components/ui/data-table.tsx'
import { SeverityTag } from '#components/ui/severity-tag.tsx'
import { StateText } from '#components/ui/state-glyph.tsx'
import { Elapsed, Moment } from '#components/ui/time.tsx'
import type { IncidentView } from '#lib/modules/incidents/schemas.ts'
import { INCIDENT_MARKS, incidentOwner } from './incident-words.ts'

const taken = (t: Text<'incidents'>, { state, acknowledgedByName }: IncidentView): string =>
  acknowledgedByName ?? t(state === 'open' ? 'cell.nobodyYet' : 'cell.nobody')

/** A time, or that it has not come. */
const momentOr = (t: Text<'incidents'>, at: string | null) =>
  at === null ? <span className="text-fg-3">{t('cell.notYet')}</span> : <Moment at={at} />

/** The columns that a list shows when somebody wants them. */
const extraColumns = (t: Text<'incidents'>): readonly Column<IncidentView>[] => [
  {
    id: 'service',
    head: t('column.service'),
    cell: ({ serviceName }) => serviceName ?? <span className="text-fg-3">{t('cell.noService')}</span>,
    isExtra: true,
  },
  {
    id: 'platform',
    head: t('column.platform'),
    cell: ({ platformName }) => <span className="text-fg-2">{platformName}</span>,
    isExtra: true,
  },
  {
    id: 'acknowledged',
    head: t('column.acknowledged'),
    isFigure: true,
    cell: ({ acknowledgedAt }) => momentOr(t, acknowledgedAt),
    isExtra: true,
  },
  {
    id: 'resolved',
    head: t('column.resolved'),
    isFigure: true,
    cell: ({ resolvedAt }) => momentOr(t, resolvedAt),
    isExtra: true,
  },
]

/** The columns of a list of incidents. */
export const incidentColumns = (t: Text<'incidents'>): readonly Column<IncidentView>[] => [
  {
    // by this name the address and the server sort
    id: 'severity',
    head: t('column.incident'),
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
    head: t('column.state'),
    cell: ({ state }) => <StateText state={INCIDENT_MARKS[state]}>{t(`state.${state}`)}</StateText>,
    phone: 'end',
  },
  {
    id: 'code',
    head: t('column.code'),
    cell: ({ code }) => <span className="font-mono text-small text-fg-2">{code}</span>,
  },
  {
    id: 'owner',
    head: t('column.owner'),
    cell: (incident) => (
      <span className="text-fg-2">
        {incidentOwner(incident)}
        <span className="sm:hidden">{t('cell.takenBy', { who: taken(t, incident) })}</span>
      </span>
    ),
    compare: (a, b) => incidentOwner(a).localeCompare(incidentOwner(b)),
    phone: 'below',
  },
  {
    id: 'taken',
    head: t('column.taken'),
    cell: (incident) => (
      <span className={incident.acknowledgedByName === null ? 'text-fg-3' : ''}>{taken(t, incident)}</span>
    ),
  },
  {
    id: 'opened',
    head: t('column.opened'),
    isFigure: true,
    cell: ({ openedAt }) => <Moment at={openedAt} />,
    compare: (a, b) => b.openedAt.localeCompare(a.openedAt),
  },
  {
    id: 'lasted',
    head: t('column.lasted'),
    isFigure: true,
    cell: ({ openedAt, resolvedAt }) => <Elapsed from={openedAt} to={resolvedAt ?? undefined} />,
    phone: 'below-end',
  },
  ...extraColumns(t),
]

/** Tints the rows of incidents that nobody has. */
export const incidentTint = ({ state, severity }: IncidentView): 'down' | 'degraded' | null => {
  if (state !== 'open') return null
  return severity === 'P0' || severity === 'P1' ? 'down' : 'degraded'
}
