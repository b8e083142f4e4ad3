import { NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import { Age } from '#components/ui/time.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { incidentState, severityCounts, tenantCounts } from './overview-order.ts'

/** The labels of the key numbers of a fleet or of one platform. */
export const FLEET_FIGURES = [
  'Tenants healthy',
  'Open incidents',
  'Lowest error budget',
  'Pages, last 24 h',
  'Backups proved',
  'Cost this month',
] as const
const [TENANTS, OPEN, BUDGET, PAGES, BACKUPS, COST] = FLEET_FIGURES

/** The key numbers of a fleet or of one platform. */
export function FleetFigures({ overview }: { overview: FleetOverview }) {
  const { figures, incidents } = overview
  const tenants = tenantCounts(overview.tenantStates)
  const counts = severityCounts(incidents)
  const oldest = incidents.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt))[0]
  return (
    <Strip label="Key numbers">
      <NumberTile
        label={TENANTS}
        measured={figures.tenantsHealthy}
        {...(tenants.worst === null ? {} : { state: tenants.worst })}
        after={`of ${figures.tenants}`}
        note={tenants.worst === null ? 'No tenant yet' : (tenants.others ?? 'Every tenant')}
      />
      <NumberTile
        label={OPEN}
        measured={figures.openIncidents}
        state={incidentState(incidents)}
        after={counts === '' ? undefined : counts}
        note={
          oldest === undefined ? (
            'Nothing is open'
          ) : (
            <Oldest at={oldest.openedAt} isTaken={oldest.state !== 'open'} />
          )
        }
      />
      <NumberTile label={BUDGET} measured={figures.errorBudget} />
      <NumberTile label={PAGES} measured={figures.pages24h} note="Accepted by a provider" />
      <NumberTile label={BACKUPS} measured={figures.backupsProved} />
      <NumberTile label={COST} measured={figures.cost} />
    </Strip>
  )
}

function Oldest({ at, isTaken }: { at: string; isTaken: boolean }) {
  return (
    <span>
      Oldest <Age at={at} suffix="" />, {isTaken ? 'taken' : 'not taken'}
    </span>
  )
}
