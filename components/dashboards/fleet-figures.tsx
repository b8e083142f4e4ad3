import { NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import { worstState } from '#components/ui/states.ts'
import { Age } from '#components/ui/time.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { incidentState, otherStates, severityCounts } from './overview-order.ts'

/** The key numbers of a fleet or of one platform. */
export function FleetFigures({ overview }: { overview: FleetOverview }) {
  const { figures, tenants, incidents } = overview
  const states = tenants.map(({ state }) => state)
  const counts = severityCounts(incidents)
  const oldest = incidents.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt))[0]
  return (
    <Strip label="Key numbers">
      <NumberTile
        label="Tenants healthy"
        measured={figures.tenantsHealthy}
        {...(states.length === 0 ? {} : { state: worstState(states) })}
        after={`of ${figures.tenants}`}
        note={states.length === 0 ? 'No tenant yet' : (otherStates(states) ?? 'Every tenant')}
      />
      <NumberTile
        label="Open incidents"
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
      <NumberTile label="Lowest error budget" measured={figures.errorBudget} />
      <NumberTile label="Pages, last 24 h" measured={figures.pages24h} note="Accepted by a provider" />
      <NumberTile label="Backups proved" measured={figures.backupsProved} />
      <NumberTile label="Cost this month" measured={figures.cost} />
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
