import {
  measured,
  notMeasured,
  type Measured,
  type MeasuredBasis,
  type MissingValue,
} from '#lib/modules/explain/domain/measured.ts'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { secondsBetween } from './incident-ladder.ts'

/** The key numbers of one incident. */
export interface IncidentFigures {
  readonly acknowledge: Measured<number>
  readonly resolve: Measured<number>
  readonly pages: Measured<number>
  readonly alerts: Measured<number>
}

type Facts = Pick<
  IncidentDetail,
  'id' | 'state' | 'openedAt' | 'acknowledgedAt' | 'resolvedAt' | 'deliveries' | 'alerts'
>

/** The figures that follow from what an incident's page holds, each with its formula; times in seconds. */
export function incidentFigures(incident: Facts, now: Date): IncidentFigures {
  const { acknowledgedAt, resolvedAt, deliveries, alerts } = incident
  const pages = deliveries.filter(
    ({ purpose, state, channel }) => purpose === 'page' && state === 'sent' && channel !== 'in_app',
  )
  return {
    acknowledge: duration(incident, now, {
      end: acknowledgedAt,
      formula: 'acknowledged at − opened at',
      codeVersion: 'timeToAcknowledge 1',
      missing: {
        reason:
          resolvedAt === null ? 'Nobody has acknowledged.' : 'It was resolved before anybody acknowledged.',
        filledBy: resolvedAt === null ? 'The first acknowledgement fills it.' : 'It stays empty.',
      },
    }),
    resolve: duration(incident, now, {
      end: resolvedAt,
      formula: 'resolved at − opened at',
      codeVersion: 'timeToResolve 1',
      missing: {
        reason: 'It is not resolved.',
        filledBy: 'Recovery fills it, or a person.',
      },
    }),
    pages: measured(pages.length, now, {
      ...basis(incident, 'deliveries', 'The deliveries'),
      asOf: now,
      formula: 'deliveries of purpose "page" that a provider accepted',
      exclusions: [
        'Pages that are only shown in the portal are not counted.',
        'Notices of acknowledgement and resolution are not counted.',
      ],
      codeVersion: 'incidentPages 1',
    }),
    alerts: measured(alerts.filter(({ state }) => state === 'firing').length, now, {
      ...basis(incident, 'alerts', 'The alerts'),
      asOf: now,
      formula: 'alerts of this incident that fire at this moment',
      codeVersion: 'firingAlerts 1',
    }),
  }
}

interface DurationParts extends Pick<MeasuredBasis, 'formula' | 'codeVersion'> {
  readonly end: string | null
  readonly missing: MissingValue
}

function duration(
  { id, openedAt }: Facts,
  now: Date,
  { end, missing, ...what }: DurationParts,
): Measured<number> {
  const common = { ...basis({ id }, 'timeline', 'The timeline'), unit: 's', ...what }
  if (end === null) return notMeasured(missing, { ...common, asOf: now })
  return measured(secondsBetween(openedAt, end), now, { ...common, asOf: new Date(end) })
}

const basis = ({ id }: { readonly id: string }, part: string, label: string) => ({
  unit: '',
  inputs: [{ label, href: `/incidents/${id}#${part}` }],
})
