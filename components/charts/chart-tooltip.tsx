'use client'
import { useText } from '#components/language/use-text.ts'
import type { ChartReader } from './chart-reader.ts'
import type { PreparedChart } from './prepare-chart.ts'
import { SeriesMark } from './series-mark.tsx'
import { tooltipRows, tooltipTime } from './tooltip-rows.ts'

/** Properties of `ChartTooltip`. */
export interface ChartTooltipProps {
  readonly chart: PreparedChart
  /** Place in the grid. */
  readonly index: number
  readonly reader: ChartReader
  /** What a press opens; absent where it opens nothing. */
  readonly opens?: string | undefined
}

/** All series at one time, the largest first, beside the cross-hair: on the side that has more room. */
export function ChartTooltip({ chart, index, reader, opens }: ChartTooltipProps) {
  const t = useText('charts')
  const at = chart.times[index] ?? chart.from
  const share = ((at - chart.from) / (chart.to - chart.from)) * 100
  const side = share > 50 ? { right: `${100 - share}%` } : { left: `${share}%` }
  return (
    <div
      style={side}
      aria-hidden="true"
      className="pointer-events-none absolute top-0 z-10 mx-2.5 w-max max-w-72 rounded-panel bg-overlay px-3 py-2 text-small text-fg-1 shadow-pop"
    >
      <p className="text-fg-3">{tooltipTime(t, chart, at, reader)}</p>
      <ul>
        {tooltipRows(t, chart, { index, language: reader.language }).map((row) => (
          <li key={row.id} className="flex items-center gap-2">
            <SeriesMark colour={row.colour} kind={chart.kind} />
            <span className="min-w-0 truncate text-fg-2">{row.label}</span>
            <span className="ml-auto pl-3 font-medium whitespace-nowrap">{row.text}</span>
          </li>
        ))}
      </ul>
      {/* A finger that presses asks for this tooltip. */}
      {opens === undefined ? null : (
        <p className="mt-1 border-t border-line pt-1 text-fg-3 pointer-coarse:hidden">
          {t('press', { what: opens })}
        </p>
      )}
    </div>
  )
}
