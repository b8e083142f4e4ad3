'use client'
import { useSearchParams } from 'next/navigation'
import { ChartGroup } from '#components/charts/chart-group.tsx'
import { ChartPanel } from '#components/charts/chart-panel.tsx'
import { ChartPending } from '#components/charts/chart-pending.tsx'
import { HeatMapPanel } from '#components/charts/heat-map.tsx'
import { HeatStrip } from '#components/charts/heat-strip.tsx'
import { HistogramPanel } from '#components/charts/histogram.tsx'
import { StateTimelinePanel } from '#components/charts/state-timeline.tsx'
import { Button } from '#components/ui/button.tsx'
import { Panel } from '#components/ui/panel.tsx'
import { Skeleton } from '#components/ui/skeleton.tsx'
import { ErrorState } from '#components/ui/view-state.tsx'
import {
  CROWDED,
  DAYS,
  EMPTY,
  HEAT,
  LATENCY,
  MANY,
  MEMORY,
  MISSES,
  NO_OBSERVATIONS,
  OBSERVATIONS,
  ONE_POINT,
  SPEND,
  STACK,
  STATES,
  THINNED,
  TRAFFIC,
} from './chart-samples.ts'
import { TwentyCharts } from './twenty-charts.tsx'

const STALE_SINCE = new Date(MEMORY.to * 1000).toISOString()
const nothing = () => {}

/** Every kind of chart in every state; all share one cross-hair, and those over time can be zoomed. */
export function ChartSection() {
  if (useSearchParams().get('charts') === '20') return <TwentyCharts />
  return (
    <ChartGroup onZoom={nothing} onZoomBack={nothing}>
      <div className="grid items-start gap-4 lg:grid-cols-2">
        <ChartPanel title="Login latency, p95" input={LATENCY} note="30 s steps" />
        <ChartPanel title="Requests" input={TRAFFIC} />
        <ChartPanel title="Session cache misses" input={MISSES} height="short" />
        <ChartPanel title="Memory" input={MEMORY} height="short" footer="Of 8 GB on this host." />
        <ChartPanel title="Time in parts" input={STACK} />
        <ChartPanel
          title="Spend per day"
          input={SPEND}
          footer="Pale bars are forecast; hatched is what comes on top if the anomaly runs on."
        />
        <ChartPanel title="Requests by route, twelve series" input={MANY} />
        <ChartPanel title="A month, thinned" input={THINNED} />
        <ChartPanel title="A crowd of changes" input={CROWDED} height="short" />
        <ChartPanel title="One point" input={ONE_POINT} height="short" />
        <ChartPanel title="Memory, stale" input={MEMORY} height="short" staleSince={STALE_SINCE} />
        <ChartPanel title="Queue length" input={EMPTY} height="short" />
        <StateTimelinePanel title="States" input={STATES} />
        <Panel title="Heat strip" meta="30 days">
          <HeatStrip label="Sample tenant" parts={DAYS} />
        </Panel>
        <HistogramPanel title="Time to answer" input={OBSERVATIONS} />
        <HeatMapPanel title="Time to answer over time" input={HEAT} />
        <HistogramPanel title="Time to answer, nothing observed" input={NO_OBSERVATIONS} />
        <ChartPending title="Chart that is asked for">
          <div className="p-3.5">
            <Skeleton waitsFor="Latency: waiting for the server" />
          </div>
        </ChartPending>
        <ChartPending title="Chart that cannot be had">
          <div className="p-3.5">
            <ErrorState
              title="Latency did not load"
              requestId="7f20c4"
              action={<Button size="small">Try again</Button>}
            >
              Metrics cannot be asked for now: the engine does not answer. Try again in a moment.
            </ErrorState>
          </div>
        </ChartPending>
      </div>
    </ChartGroup>
  )
}
