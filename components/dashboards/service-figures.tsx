'use client'
import { LoadingTile, NumberTile } from '#components/ui/number-tile.tsx'
import { Strip } from '#components/ui/panel.tsx'
import type { ServiceOverview } from '#lib/modules/dashboards/schemas.ts'

/** The labels of the key numbers of a service. */
export const SERVICE_FIGURES = [
  'Traffic',
  'Errors',
  'p95 response',
  'Processor time',
  'Days without incident',
] as const

/** The golden signals of a service now, and how many days had no incident; `overview` is undefined while it is asked for. */
export function ServiceFigures({ overview }: { overview: ServiceOverview | undefined }) {
  const [traffic, errors, latency, saturation, calm] = SERVICE_FIGURES
  if (overview === undefined) {
    return (
      <Strip label="Key numbers">
        {SERVICE_FIGURES.map((label) => (
          <LoadingTile key={label} label={label} waitsFor="Waiting for the engine" />
        ))}
      </Strip>
    )
  }
  const { figures } = overview
  return (
    <Strip label="Key numbers">
      <NumberTile label={traffic} measured={figures.traffic} note="Requests, last 5 minutes" />
      <NumberTile label={errors} measured={figures.errors} note="Of all requests, last 5 minutes" />
      <NumberTile label={latency} measured={figures.latency} note="95 of 100 stay below" />
      <NumberTile label={saturation} measured={figures.saturation} note="All processes of the service" />
      <NumberTile label={calm} measured={figures.calmDays} note="Of the last 90 that were watched" />
    </Strip>
  )
}
