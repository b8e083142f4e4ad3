'use client'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { metricsRangeQuery } from '#components/dashboards/api/metrics-range-query.ts'
import { useLookedAt } from '#components/shell/refresh.tsx'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import type { ChartInput } from './chart-data.ts'
import { endingNow, hasValues, type Grid } from './end-now.ts'
import { fromMatrix } from './prometheus-matrix.ts'

/** What a chart over time asks the engine, and how it shows what comes. */
export interface RangeQuestion {
  readonly title: string
  /** As charts print it: `s`, `bytes`, `ratio`, `/s`, or empty for a plain number. */
  readonly unit: string
  /** Areas start at zero, lines may zoom. */
  readonly kind: 'line' | 'area'
  readonly expression: string
}

/** Where and when a chart looks. */
export interface RangeAsked {
  readonly scope: string
  readonly question: RangeQuestion
  readonly grid: Grid
  /** Whether the range ends now and moves on. */
  readonly isLive: boolean
}

/** How often a chart without a value looks whether there is one, in milliseconds. */
const EMPTY_MS = 15_000
/** One with values learns of new ones by its range, which moves on; nothing else has to be looked at. */
const SELDOM_MS = 3_600_000

/** Asks the engine for a chart, and once more up to this moment while the whole steps of the range hold nothing yet. */
export function useRangeChart({ scope, question, grid, isLive }: RangeAsked): {
  readonly query: UseQueryResult<MetricsAnswer>
  /** What is drawn; null before the first answer. */
  readonly input: ChartInput | null
} {
  const { expression } = question
  const query = useQuery({
    ...metricsRangeQuery(scope, expression, grid),
    placeholderData: (before) => before, // what was drawn stays until the next answer comes
  })
  const isEmpty = isLive && query.data !== undefined && !hasValues(query.data)
  const now = useLookedAt(isEmpty ? EMPTY_MS : SELDOM_MS).getTime() / 1000
  const late = endingNow(grid, now)
  const recent = useQuery({
    ...metricsRangeQuery(scope, expression, late),
    enabled: isEmpty,
    placeholderData: (before) => before,
  })
  const isLate = isEmpty && recent.data !== undefined && hasValues(recent.data)
  return { query, input: useInput(question, isLate ? recent.data : query.data, isLate ? late : grid) }
}

/** The same object while answer and range are the same. */
function useInput(question: RangeQuestion, answer: MetricsAnswer | undefined, grid: Grid): ChartInput | null {
  const { kind, unit, title } = question
  const { from, to, step } = grid
  return useMemo((): ChartInput | null => {
    if (answer === undefined) return null
    const { data, thinned } = answer
    return {
      kind,
      unit,
      from,
      to,
      step,
      series: data.resultType === 'matrix' ? fromMatrix(data.result, title) : [],
      ...(thinned === undefined ? {} : { bucketSeconds: thinned.bucketSeconds }),
    }
  }, [kind, unit, title, answer, from, to, step])
}
