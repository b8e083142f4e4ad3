'use client'
import { useRouter } from 'next/navigation'
import { useMemo, type ReactNode } from 'react'
import { exploreHref } from '#components/explore/explore-state.ts'
import { useText } from '#components/language/use-text.ts'
import { QueryView } from '#components/shell/query-view.tsx'
import { useMayOpen } from '#components/shell/shell-context.tsx'
import { AppLink } from '#components/ui/app-link.tsx'
import { Panel } from '#components/ui/panel.tsx'
import type { TimeRange } from '#lib/core/time-range.ts'
import type { ChartHeight } from './chart-layout.ts'
import { ChartPanel } from './chart-panel.tsx'
import { ChartPending } from './chart-pending.tsx'
import { rangeAround } from './range-around.ts'
import { useRangeChart, type RangeAsked } from './use-range-chart.ts'
import { Expression } from './expression.tsx'

/** Properties of `RangeChart`. */
export interface RangeChartProps extends RangeAsked {
  /** The range of the page, which the link to its query carries. */
  readonly range: TimeRange
  readonly height?: ChartHeight
  /** Stands in its place when nothing was measured: `EmptyState`. */
  readonly empty: ReactNode
}

/** A chart of what the engine answers, with the query below it; a press opens the query in explore around that time. */
export function RangeChart({ range, height, empty, ...asked }: RangeChartProps) {
  const t = useText('charts')
  const { scope, question, grid } = asked
  const { query, input } = useRangeChart(asked)
  const router = useRouter()
  const canExplore = useMayOpen()('/explore')
  const { expression } = question
  const { from, to } = grid
  const opens = useMemo(
    () => ({
      what: t('inExplore'),
      open: (seconds: number) => router.push(addressOf(expression, rangeAround(seconds, to - from), scope)),
    }),
    [t, router, expression, from, to, scope],
  )
  if (input === null) {
    return (
      <ChartPending title={question.title}>
        <QueryView query={query} what={question.title}>
          {() => null}
        </QueryView>
      </ChartPending>
    )
  }
  if (input.series.length === 0) return <Panel title={question.title}>{empty}</Panel>
  return (
    <ChartPanel
      title={question.title}
      input={input}
      footer={
        canExplore ? (
          <AppLink href={addressOf(expression, range, scope)} className="opens whitespace-normal!">
            <Expression>{expression}</Expression>
          </AppLink>
        ) : (
          <Expression>{expression}</Expression>
        )
      }
      {...(canExplore ? { opens } : {})}
      {...(height === undefined ? {} : { height })}
    />
  )
}

const addressOf = (expression: string, range: TimeRange, scope: string): string =>
  exploreHref({ queries: [expression], kind: 'range', view: 'chart', step: null, unit: '' }, range, scope)
