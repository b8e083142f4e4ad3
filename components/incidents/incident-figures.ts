import type { Text } from '#components/language/use-text.ts'
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
export function incidentFigures(t: Text<'incidents'>, incident: Facts, now: Date): IncidentFigures {
  const { acknowledgedAt, resolvedAt, deliveries, alerts } = incident
  const pages = deliveries.filter(
    ({ purpose, state, channel }) => purpose === 'page' && state === 'sent' && channel !== 'in_app',
  )
  return {
    acknowledge: duration(t, incident, {
      now,
      end: acknowledgedAt,
      formula: t('formula.acknowledge'),
      codeVersion: 'timeToAcknowledge 1',
      missing: {
        reason: t(resolvedAt === null ? 'missing.free' : 'missing.over'),
        filledBy: t(resolvedAt === null ? 'missing.freeFill' : 'missing.overFill'),
      },
    }),
    resolve: duration(t, incident, {
      now,
      end: resolvedAt,
      formula: t('formula.resolve'),
      codeVersion: 'timeToResolve 1',
      missing: { reason: t('missing.open'), filledBy: t('missing.openFill') },
    }),
    pages: measured(pages.length, now, {
      ...basis(incident, 'deliveries', t('input.deliveries')),
      asOf: now,
      formula: t('formula.pages'),
      exclusions: [t('formula.notPortal'), t('formula.notNotices')],
      codeVersion: 'incidentPages 1',
    }),
    alerts: measured(alerts.filter(({ state }) => state === 'firing').length, now, {
      ...basis(incident, 'alerts', t('input.alerts')),
      asOf: now,
      formula: t('formula.alerts'),
      codeVersion: 'firingAlerts 1',
    }),
  }
}

interface DurationParts extends Pick<MeasuredBasis, 'formula' | 'codeVersion'> {
  readonly now: Date
  readonly end: string | null
  readonly missing: MissingValue
}

function duration(
  t: Text<'incidents'>,
  { id, openedAt }: Facts,
  { now, end, missing, ...what }: DurationParts,
): Measured<number> {
  const common = { ...basis({ id }, 'timeline', t('input.timeline')), unit: 's', ...what }
  if (end === null) return notMeasured(missing, { ...common, asOf: now })
  return measured(secondsBetween(openedAt, end), now, { ...common, asOf: new Date(end) })
}

const basis = ({ id }: { readonly id: string }, part: string, label: string) => ({
  unit: '',
  inputs: [{ label, href: `/incidents/${id}#${part}` }],
})
