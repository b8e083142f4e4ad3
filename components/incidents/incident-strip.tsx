'use client'
import { useNow } from '#components/ui/clock.tsx'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import type { IncidentDetail } from '#lib/modules/incidents/schemas.ts'
import { incidentFigures } from './incident-figures.ts'

const MINUTE = 60_000

/** The key numbers of an incident. */
export function IncidentStrip({ incident }: { incident: IncidentDetail }) {
  const figures = incidentFigures(incident, useNow(MINUTE))
  const firing = figures.alerts.value ?? 0
  return (
    <Strip label="Key numbers">
      <NumberTile
        label="Time to acknowledge"
        measured={figures.acknowledge}
        state="healthy"
        note={incident.acknowledgedByName === null ? undefined : `By ${incident.acknowledgedByName}`}
      />
      <NumberTile
        label="Time to resolve"
        measured={figures.resolve}
        state="healthy"
        note="From opening to resolution"
      />
      <NumberTile label="Pages" measured={figures.pages} note="Accepted by a provider" />
      <NumberTile
        label="Firing alerts"
        measured={figures.alerts}
        {...(firing > 0 ? { state: 'degraded' as const } : {})}
        after={`of ${incident.alerts.length}`}
        note={incident.alerts.length === 0 ? 'Opened by a person' : 'In this incident'}
      />
    </Strip>
  )
}
