'use client'
import { useText } from '#components/language/use-text.ts'
import { LoadingTile, NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import type { ServiceOverview } from '#lib/modules/dashboards/schemas.ts'
import { SERVICE_FIGURES } from './figure-names.ts'
import { useFreshness } from './use-freshness.ts'

/** The golden signals of a service now, and how many days had no incident; `overview` is undefined while it is asked for. */
export function ServiceFigures({ overview }: { overview: ServiceOverview | undefined }) {
  const t = useText('dashboards')
  const { staleAfterSeconds } = useFreshness()
  if (overview === undefined) {
    return (
      <Strip label={t('keyNumbers')}>
        {SERVICE_FIGURES.map((name) => (
          <LoadingTile key={name} label={t(`figure.${name}`)} waitsFor={t('note.engine')} />
        ))}
      </Strip>
    )
  }
  const { figures } = overview
  const tile = (name: (typeof SERVICE_FIGURES)[number]) => ({ name, label: t(`figure.${name}`) })
  return (
    <Strip label={t('keyNumbers')}>
      <NumberTile
        {...tile('traffic')}
        measured={figures.traffic}
        staleAfterSeconds={staleAfterSeconds}
        note={t('note.requests')}
      />
      <NumberTile
        {...tile('errors')}
        measured={figures.errors}
        staleAfterSeconds={staleAfterSeconds}
        note={t('note.errors')}
      />
      <NumberTile
        {...tile('p95-response')}
        measured={figures.latency}
        staleAfterSeconds={staleAfterSeconds}
        note={t('note.p95')}
      />
      <NumberTile
        {...tile('processor-time')}
        measured={figures.saturation}
        staleAfterSeconds={staleAfterSeconds}
        note={t('note.processes')}
      />
      <NumberTile
        {...tile('days-without-incident')}
        measured={figures.calmDays}
        staleAfterSeconds={staleAfterSeconds}
        note={t('note.watched')}
      />
    </Strip>
  )
}
