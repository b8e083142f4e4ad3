'use client'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { ChartInput } from '#components/charts/chart-data.ts'
import { ChartGroup } from '#components/charts/chart-group.tsx'
import { ChartPanel } from '#components/charts/chart-panel.tsx'
import { ChartPending } from '#components/charts/chart-pending.tsx'
import { fromMatrix } from '#components/charts/prometheus-matrix.ts'
import { useRangeZoom } from '#components/charts/use-range-zoom.ts'
import { metricsRangeQuery } from '#components/dashboards/api/metrics-range-query.ts'
import { exploreHref } from '#components/explore/explore-state.ts'
import { useExploreTime, type ExploreTime } from '#components/explore/use-explore-time.ts'
import { useText } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { HEALTH_CHARTS, type HealthChart } from './health-words.ts'

/** How the parts were, over the time of the address; `scope` is the platform that Bailiwick itself is. */
export function HealthCharts({ scope }: { scope: string }) {
  const time = useExploreTime(null)
  return (
    <ChartGroup {...useRangeZoom()}>
      <div className="grid items-start gap-4 xl:grid-cols-2">
        {HEALTH_CHARTS.map((chart) => (
          <OneChart key={chart.key} scope={scope} chart={chart} time={time} />
        ))}
      </div>
    </ChartGroup>
  )
}

function OneChart({ scope, chart, time }: { scope: string; chart: HealthChart; time: ExploreTime }) {
  const t = useText('health')
  const { key, unit, kind, expression } = chart
  const title = t(`chart.${key}`)
  const query = useQuery({
    ...metricsRangeQuery(scope, expression, time.grid),
    placeholderData: (before) => before, // what was drawn stays until the next answer comes
  })
  const { data } = query
  const { from, to, step } = time.grid
  const input = useMemo(
    (): ChartInput => ({
      kind,
      unit,
      from,
      to,
      step,
      series: data?.data.resultType === 'matrix' ? fromMatrix(data.data.result, title) : [],
      ...(data?.thinned === undefined ? {} : { bucketSeconds: data.thinned.bucketSeconds }),
    }),
    [kind, unit, title, data, from, to, step],
  )
  if (data === undefined) {
    return (
      <ChartPending title={title}>
        <QueryView query={query} what={title}>
          {() => null}
        </QueryView>
      </ChartPending>
    )
  }
  if (input.series.length > 0) {
    const open = exploreHref(
      { queries: [expression], kind: 'range', view: 'chart', step: null, unit: '' },
      time.range,
      scope,
    )
    return (
      <ChartPanel
        title={title}
        height="short"
        input={input}
        footer={
          <AppLink href={open} className="opens font-mono wrap-anywhere whitespace-normal!">
            {expression}
          </AppLink>
        }
      />
    )
  }
  return (
    <Panel title={title}>
      <EmptyState title={t('noData')}>{t('noDataText')}</EmptyState>
    </Panel>
  )
}
