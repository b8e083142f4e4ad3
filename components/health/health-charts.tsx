'use client'
import { ChartGroup } from '#components/charts/chart-group.tsx'
import { RangeChart } from '#components/charts/range-chart.tsx'
import { useRangeZoom } from '#components/charts/use-range-zoom.ts'
import { useExploreTime } from '#components/explore/use-explore-time.ts'
import { useText } from '#components/language/use-text.ts'
import { EmptyState } from '#components/ui/view-state.tsx'
import { endsNow } from '#lib/core/time-range.ts'
import { HEALTH_CHARTS } from './health-words.ts'

/** How the parts were, over the time of the address; `scope` is the platform that Bailiwick itself is. */
export function HealthCharts({ scope }: { scope: string }) {
  const t = useText('health')
  const { range, grid } = useExploreTime(null)
  return (
    <ChartGroup {...useRangeZoom()}>
      <div className="grid items-start gap-4 xl:grid-cols-2">
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
