'use client'
import { useNow } from '#components/ui/clock.tsx'
import { ExplainNotice } from '#components/ui/explain-notice.tsx'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { incidentFigures } from './incident-figures.ts'

const MINUTE = 60_000

const LABELS = ['Time to acknowledge', 'Time to resolve', 'Pages', 'Firing alerts'] as const

/** The key numbers of an incident. */
export function IncidentStrip({ incident }: { incident: IncidentDetail }) {
  const figures = incidentFigures(incident, useNow(MINUTE))
  const firing = figures.alerts.value ?? 0
  const [acknowledge, resolve, pages, alerts] = LABELS
  return (
    <>
      <ExplainNotice numbers={LABELS.map((label) => ({ name: label, label }))} />
      <Strip label="Key numbers">
        <NumberTile
          label={acknowledge}
          measured={figures.acknowledge}
          state="healthy"
          note={incident.acknowledgedByName === null ? undefined : `By ${incident.acknowledgedByName}`}
        />
        <NumberTile
          label={resolve}
          measured={figures.resolve}
          state="healthy"
          note="From opening to resolution"
        />
        <NumberTile label={pages} measured={figures.pages} note="Accepted by a provider" />
        <NumberTile
          label={alerts}
          measured={figures.alerts}
          {...(firing > 0 ? { state: 'degraded' as const } : {})}
          after={`of ${incident.alerts.length}`}
          note={incident.alerts.length === 0 ? 'Opened by a person' : 'In this incident'}
        />
      </Strip>
    </>
  )
}
