'use client'
import { useText } from '#components/language/use-text.ts'
import { NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import type { TenantHome } from '#lib/modules/dashboards/schemas.ts'
import { incidentState, severityCounts } from './overview-order.ts'
import { useFreshness } from './use-freshness.ts'

/** The key numbers of one tenant. */
export function TenantFigures({ home }: { home: TenantHome }) {
  const t = useText('dashboards')
  const { staleAfterSeconds } = useFreshness()
  const { figures, incidents, services } = home
  const counts = severityCounts(incidents)
  return (
    <Strip label={t('keyNumbers')}>
      <NumberTile
        name="availability-30-days"
        label={t('figure.availability-30-days')}
        measured={figures.availability}
      />
      <NumberTile
        name="services-healthy"
        label={t('figure.services-healthy')}
        measured={figures.servicesHealthy}
        staleAfterSeconds={staleAfterSeconds}
        state={home.state}
        after={t('note.of', { count: services.length })}
        note={t('note.ownAndShared')}
      />
      <NumberTile
        name="open-incidents"
        label={t('figure.open-incidents')}
        measured={figures.openIncidents}
        staleAfterSeconds={staleAfterSeconds}
        state={incidentState(incidents)}
        after={counts === '' ? undefined : counts}
        note={t('note.opened90', { count: home.incidents90d })}
      />
      <NumberTile
        name="days-without-incident"
        label={t('figure.days-without-incident')}
        measured={figures.calmDays}
        staleAfterSeconds={staleAfterSeconds}
        note={t('note.watched')}
      />
      <NumberTile name="cost-this-month" label={t('figure.cost-this-month')} measured={figures.cost} />
      <NumberTile name="backups-proved" label={t('figure.backups-proved')} measured={figures.backupsProved} />
    </Strip>
  )
}
