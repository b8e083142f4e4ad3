'use client'
import { useQuery, type UseQueryResult } from '@tanstack/react-query'
import { useMemo } from 'react'
import { metricsRangeQuery } from '#components/dashboards/api/metrics-range-query.ts'
import { useLookedAt } from '#components/shell/refresh.tsx'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import type { Annotation, ChartInput, Threshold } from './chart-data.ts'
import { endingNow, hasValues, type Grid } from './end-now.ts'
import { pickFired, type FiredLabels } from './pick-series.ts'
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

/** What a chart over time shows beside what it asked for. */
export interface RangeMarks {
  readonly thresholds?: readonly Threshold[]
  readonly annotations?: readonly Annotation[]
  /** What fired: of more series than a chart keeps apart these are the ones that are drawn. */
  readonly fired?: readonly FiredLabels[]
}

/** Where and when a chart looks. */
export interface RangeAsked {
  readonly scope: string
  readonly question: RangeQuestion
  readonly grid: Grid
  /** Whether the range ends now and moves on. */
  readonly isLive: boolean
  /** Keep it the same object while it says the same. */
  readonly marks?: RangeMarks
}

const NO_MARKS: RangeMarks = {}

/** How often a chart without a value looks whether there is one, in milliseconds. */
const EMPTY_MS = 15_000
/** One with values learns of new ones by its range, which moves on; nothing else has to be looked at. */
const SELDOM_MS = 3_600_000

/** Asks the engine for a chart, and once more up to this moment while the whole steps of the range hold nothing yet. */
export function useRangeChart({ scope, question, grid, isLive, marks = NO_MARKS }: RangeAsked): {
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
  const answer = isLate ? recent.data : query.data
  return { query, input: useInput(question, answer, isLate ? late : grid, marks) }
}

/** The same object while answer and range are the same. */
function useInput(
  question: RangeQuestion,
  answer: MetricsAnswer | undefined,
  grid: Grid,
  { thresholds, annotations, fired }: RangeMarks,
): ChartInput | null {
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
      series:
        data.resultType === 'matrix'
          ? fromMatrix(fired === undefined ? data.result : pickFired(data.result, fired), title)
          : [],
      ...(thinned === undefined ? {} : { bucketSeconds: thinned.bucketSeconds }),
      ...(thresholds === undefined ? {} : { thresholds }),
      ...(annotations === undefined ? {} : { annotations }),
    }
  }, [kind, unit, title, answer, from, to, step, thresholds, annotations, fired])
}
