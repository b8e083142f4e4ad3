'use client'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import type { TenantHome } from '#lib/modules/dashboards/schemas.ts'
import { incidentState, severityCounts } from './overview-order.ts'

/** The labels of the key numbers of a tenant. */
export const TENANT_FIGURES = [
  'Availability, 30 days',
  'Services healthy',
  'Open incidents',
  'Days without incident',
  'Cost this month',
  'Backups proved',
] as const

/** The key numbers of one tenant. */
export function TenantFigures({ home }: { home: TenantHome }) {
  const { figures, incidents, services } = home
  const [availability, healthy, open, calm, cost, backups] = TENANT_FIGURES
  const counts = severityCounts(incidents)
  return (
    <Strip label="Key numbers">
      <NumberTile label={availability} measured={figures.availability} />
      <NumberTile
        label={healthy}
        measured={figures.servicesHealthy}
        state={home.state}
        after={`of ${services.length}`}
        note="Own and shared"
      />
      <NumberTile
        label={open}
        measured={figures.openIncidents}
        state={incidentState(incidents)}
        after={counts === '' ? undefined : counts}
        note={`${home.incidents90d} opened in 90 days`}
      />
      <NumberTile label={calm} measured={figures.calmDays} note="Of the last 90 that were watched" />
      <NumberTile label={cost} measured={figures.cost} />
      <NumberTile label={backups} measured={figures.backupsProved} />
    </Strip>
  )
}
