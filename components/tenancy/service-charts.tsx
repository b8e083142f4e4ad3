'use client'
import { Expression } from '#components/charts/expression.tsx'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { formatSeconds } from '#lib/core/duration.ts'
import { endsNow } from '#lib/core/time-range.ts'
import type { Annotation } from '#components/charts/chart-data.ts'
import { ChartGroup } from '#components/charts/chart-group.tsx'
import { RangeChart } from '#components/charts/range-chart.tsx'
import type { RangeMarks } from '#components/charts/use-range-chart.ts'
import { useRangeZoom } from '#components/charts/use-range-zoom.ts'
import { put } from '#components/language/put.ts'
import { useText } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { useTimeRange } from '#components/shell/use-time-range.ts'
import { ButtonLink } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { EmptyState } from '#components/ui/view-state.tsx'
import { useFormat } from '#components/ui/use-format.ts'
import type { LimitOperator, NamedLimit } from '#lib/modules/alerting/domain/rule-drawing.ts'
import { metricNamesQuery } from './api/metric-names-query.ts'
import { gridRange, jobSelector, metricPanel, servicePanels, type ServicePanel } from './service-panels.ts'
import { MetricNotice, OtherMetric } from './other-metric.tsx'
import { limitsOfChart } from './service-limits.ts'
import { metricNames } from './service-words.ts'

/** Properties of `ServiceCharts`. */
export interface ServiceChartsProps {
  /** The narrowest scope that owns the service, so that another tenant's series of the same job stay out. */
  readonly scope: string
  readonly job: string
  /** What happened to it; keep it the same object. */
  readonly annotations: readonly Annotation[]
  /** From where on the rules about it fire; keep it the same object. */
  readonly limits: readonly NamedLimit[]
}

/** How often it is asked what a service sends, in milliseconds: a new metric appears without a reload. */
const NAMES_EVERY_MS = 15_000

/** Charts of what a service sends now: the well-known ones by themselves, any other metric by choice. */
export function ServiceCharts(props: ServiceChartsProps) {
  const { scope, job } = props
  const t = useText('tenancy')
  const zoom = useRangeZoom()
  const query = useQuery({
    ...metricNamesQuery(scope, jobSelector(job)),
    refetchInterval: NAMES_EVERY_MS,
  })
  if (query.data === undefined) {
    return (
      <Panel title={t('charts.title')} isFlush>
        <QueryView query={query} what={t('charts.what')}>
          {() => null}
        </QueryView>
      </Panel>
    )
  }
  const names = metricNames(query.data)
  if (names.length === 0) {
    return (
      <>
        <MetricNotice names={names} />
        <Silent job={job} />
      </>
    )
  }
  const panels = servicePanels(t, job, names)
  const other = (
    <OtherMetric
      job={job}
      names={names}
      renderChart={(name) => <PanelChart key={name} panel={metricPanel(t, job, name, names)} {...props} />}
    />
  )
  return (
    <ChartGroup {...zoom}>
      <MetricNotice names={names} />
      {panels.length === 0 ? other : null}
      <div className="grid items-start gap-4 xl:grid-cols-2 xl:*:odd:last:col-span-2">
        {panels.map((panel) => (
          <PanelChart key={panel.expression} panel={panel} {...props} />
        ))}
      </div>
      {panels.length === 0 ? null : other}
    </ChartGroup>
  )
}

function Silent({ job }: { job: string }) {
  const t = useText('tenancy')
  return (
    <Panel title={t('charts.title')}>
      <EmptyState
        title={t('charts.silent')}
        action={
          <ButtonLink href="/sources" icon="plug">
            {t('charts.sources')}
          </ButtonLink>
        }
      >
        {t.rich('charts.silentText', {
          label: put(<code className="font-mono">{`job="${job}"`}</code>),
        })}
      </EmptyState>
    </Panel>
  )
}

/** One chart, asked for again once a step. */
function PanelChart({ panel, scope, annotations, limits }: ServiceChartsProps & { panel: ServicePanel }) {
  const t = useText('tenancy')
  const { range, fromMs, toMs } = useTimeRange()
  const grid = gridRange(fromMs, toMs)
  return (
    <RangeChart
      scope={scope}
      question={panel}
      range={range}
      grid={grid}
      isLive={endsNow(range)}
      marks={useMarks(panel, annotations, limits)}
      empty={
        <EmptyState title={t('charts.empty', { range: formatSeconds(grid.to - grid.from) })}>
          {t.rich('charts.emptyText', {
            expression: put(<Expression>{panel.expression}</Expression>),
          })}
        </EmptyState>
      }
    />
  )
}

/** The texts of a limit, by the operator of its rule. */
const LIMIT_KEYS = {
  '>': 'above',
  '>=': 'from',
  '<': 'below',
  '<=': 'upTo',
  '==': 'at',
  '!=': 'unless',
} as const satisfies Record<LimitOperator, string>

/** The same object while all of them are the same. */
function useMarks(
  { expression, unit }: ServicePanel,
  annotations: readonly Annotation[],
  limits: readonly NamedLimit[],
): RangeMarks {
  const t = useText('tenancy')
  const format = useFormat()
  return useMemo(() => {
    const wordOf = ({ ruleName, operator, value }: NamedLimit): string =>
      t(`limit.${LIMIT_KEYS[operator]}`, { rule: ruleName, value: format.quantity(value, unit) })
    return { annotations, thresholds: limitsOfChart(expression, limits, wordOf) }
  }, [expression, unit, annotations, limits, t, format])
}
