'use client'
import { useText } from '#components/language/use-text.ts'
import { useNow } from '#components/ui/clock.tsx'
import { ExplainNotice } from '#components/ui/explain-notice.tsx'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { incidentFigures } from './incident-figures.ts'

const MINUTE = 60_000

/** The numbers by their names in addresses, which are the same in all languages. */
const NAMES = ['time-to-acknowledge', 'time-to-resolve', 'pages', 'firing-alerts'] as const

/** The key numbers of an incident. */
export function IncidentStrip({ incident }: { incident: IncidentDetail }) {
  const t = useText('incidents')
  const figures = incidentFigures(t, incident, useNow(MINUTE))
  const firing = figures.alerts.value ?? 0
  const { acknowledgedByName: name } = incident
  return (
    <>
      <ExplainNotice numbers={NAMES.map((each) => ({ name: each, label: t(`figure.${each}`) }))} />
      <Strip label={t('figures.title')}>
        <NumberTile
          name="time-to-acknowledge"
          label={t('figure.time-to-acknowledge')}
          measured={figures.acknowledge}
          state="healthy"
          note={name === null ? undefined : t('figures.by', { name })}
        />
        <NumberTile
          name="time-to-resolve"
          label={t('figure.time-to-resolve')}
          measured={figures.resolve}
          state="healthy"
          note={t('figures.fromOpening')}
        />
        <NumberTile
          name="pages"
          label={t('figure.pages')}
          measured={figures.pages}
          note={t('figures.accepted')}
        />
        <NumberTile
          name="firing-alerts"
          label={t('figure.firing-alerts')}
          measured={figures.alerts}
          {...(firing > 0 ? { state: 'degraded' as const } : {})}
          after={t('figures.of', { count: incident.alerts.length })}
          note={t(incident.alerts.length === 0 ? 'figures.byPerson' : 'figures.inThis')}
        />
      </Strip>
    </>
  )
}
