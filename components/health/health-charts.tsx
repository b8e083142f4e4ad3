'use client'
import { ChartGroup } from '#components/charts/chart-group.tsx'
import { RangeChart } from '#components/charts/range-chart.tsx'
import { useRangeZoom } from '#components/charts/use-range-zoom.ts'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { FullMoment } from '#components/ui/time.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { endsNow } from '#lib/core/time-range.ts'
import { HEALTH_CHARTS } from './health-words.ts'
import type { HealthTime } from './use-health-time.ts'

/** Properties of `HealthCharts`. */
export interface HealthChartsProps {
  /** The platform that Bailiwick itself is. */
  readonly scope: string
  readonly time: HealthTime
}

/** How the parts were, over the time of the address. */
export function HealthCharts({ scope, time }: HealthChartsProps) {
  const t = useText('health')
  const { range, grid, cutAt } = time
  return (
    <ChartGroup {...useRangeZoom()}>
      {cutAt === null ? null : (
        <p className="text-small text-fg-3">{t.rich('chartsFrom', { at: put(<FullMoment at={cutAt} />) })}</p>
      )}
      <div className="grid items-start gap-4 xl:grid-cols-2 xl:*:odd:last:col-span-2">
        {HEALTH_CHARTS.map(({ key, unit, kind, expression }) => (
          <RangeChart
            key={key}
            scope={scope}
            question={{ title: t(`chart.${key}`), unit, kind, expression }}
            range={range}
            grid={grid}
            isLive={endsNow(range)}
            height="short"
            empty={<EmptyState title={t('noData')}>{t('noDataText')}</EmptyState>}
          />
        ))}
      </div>
    </ChartGroup>
  )
}
