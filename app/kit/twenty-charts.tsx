'use client'
import { ChartGroup } from '#components/charts/chart-group.tsx'
import { ChartPanel } from '#components/charts/chart-panel.tsx'
import { TWENTY } from './chart-samples.ts'

/** As many charts as a page may have, ten series each: `/kit?charts=20`, for measuring. */
export function TwentyCharts() {
  return (
    <ChartGroup>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        {TWENTY.map(({ title, input }) => (
          <ChartPanel key={title} title={title} input={input} height="short" />
        ))}
      </div>
    </ChartGroup>
  )
}
