'use client'
import { useMemo } from 'react'
import { placeOnGrid } from './place-on-grid.ts'
import { Sparkline, type SparklineProps } from './sparkline.tsx'
import { useRangeChart, type RangeAsked } from './use-range-chart.ts'

/** Properties of `RangeTrend`. */
export interface RangeTrendProps extends RangeAsked, Pick<SparklineProps, 'tone'> {}

/**
 * The shape of a figure over the range, for its tile: from the samples of its own query alone, and nothing while there are none. It
 * asks what a chart of the same query on the page asks, so that both have one answer.
 */
export function RangeTrend({ tone, ...asked }: RangeTrendProps) {
  const { input } = useRangeChart(asked)
  const values = useMemo(() => {
    const [series, ...others] = input?.series ?? []
    return input === null || series === undefined || others.length > 0
      ? []
      : placeOnGrid(series.points, input)
  }, [input])
  const isALine = values.filter((value) => value !== null).length > 1
  return isALine ? <Sparkline values={values} {...(tone === undefined ? {} : { tone })} /> : null
}
