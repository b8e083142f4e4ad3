'use client'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import { Age } from '#components/ui/time.tsx'
import type { FleetOverview } from '#lib/modules/dashboards/schemas.ts'
import { incidentState, severityCounts, tenantCounts } from './overview-order.ts'
import { useFreshness } from './use-freshness.ts'

/** The key numbers of a fleet or of one platform. */
export function FleetFigures({ overview }: { overview: FleetOverview }) {
  const t = useText('dashboards')
  const { staleAfterSeconds } = useFreshness()
  const ui = useText('ui')
  const { figures, incidents } = overview
  const tenants = tenantCounts(t, ui, overview.tenantStates)
  const counts = severityCounts(incidents)
  const oldest = incidents.toSorted((a, b) => a.openedAt.localeCompare(b.openedAt))[0]
  return (
    <Strip label={t('keyNumbers')}>
      <NumberTile
        name="tenants-healthy"
        label={t('figure.tenants-healthy')}
        measured={figures.tenantsHealthy}
        staleAfterSeconds={staleAfterSeconds}
        {...(tenants.worst === null ? {} : { state: tenants.worst })}
        after={t('note.of', { count: figures.tenants })}
        note={tenants.worst === null ? t('note.noTenant') : (tenants.others ?? t('note.everyTenant'))}
      />
      <NumberTile
        name="open-incidents"
        label={t('figure.open-incidents')}
        measured={figures.openIncidents}
        staleAfterSeconds={staleAfterSeconds}
        state={incidentState(incidents)}
        after={counts === '' ? undefined : counts}
        note={
          oldest === undefined ? (
            t('note.nothingOpen')
          ) : (
            <Oldest at={oldest.openedAt} isTaken={oldest.state !== 'open'} />
          )
        }
      />
      <NumberTile
        name="lowest-error-budget"
        label={t('figure.lowest-error-budget')}
        measured={figures.errorBudget}
      />
      <NumberTile
        name="pages-last-24-h"
        label={t('figure.pages-last-24-h')}
        measured={figures.pages24h}
        staleAfterSeconds={staleAfterSeconds}
        note={t('note.accepted')}
      />
      <NumberTile name="backups-proved" label={t('figure.backups-proved')} measured={figures.backupsProved} />
      <NumberTile name="cost-this-month" label={t('figure.cost-this-month')} measured={figures.cost} />
    </Strip>
  )
}

function Oldest({ at, isTaken }: { at: string; isTaken: boolean }) {
  const t = useText('dashboards')
  return (
    <span>
      {t.rich(isTaken ? 'note.oldestTaken' : 'note.oldestOpen', { age: put(<Age at={at} kind="bare" />) })}
    </span>
  )
}
