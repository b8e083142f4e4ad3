'use client'
import type { ChartInput, Point } from '#components/charts/chart-data.ts'
import { ChartPanel } from '#components/charts/chart-panel.tsx'

const TO = Date.UTC(2026, 10, 20, 6, 32) / 1000
const FROM = TO - 3120
const STEP = 30

const wave = (
  low: number,
  high: number,
  phase: number,
  isThere: (at: number) => boolean = () => true,
): Point[] =>
  Array.from({ length: Math.floor((TO - FROM) / STEP) + 1 }, (_, i) => FROM + i * STEP)
    .filter(isThere)
    .map((at, i): Point => [
      at,
      low + ((high - low) * (1 + Math.sin(i / 9 + phase))) / 2 + (high - low) * 0.08 * Math.sin(i * 2.7),
    ])

const range = { from: FROM, to: TO, step: STEP }

const LATENCY: ChartInput = {
  ...range,
  kind: 'line',
  unit: 's',
  series: [
    { id: 'p95', label: 'p95', points: wave(0.5, 3.3, 4, (at) => at < FROM + 1200 || at > FROM + 1560) },
  ],
  thresholds: [
    { value: 3, label: 'pages at 3 s', tone: 'page' },
    { value: 2, label: 'target 2 s', tone: 'target' },
  ],
  annotations: [
    { at: FROM + 900, label: 'deploy 4.18.2', tone: 'change' },
    { at: FROM + 2400, label: 'INC-2417', tone: 'incident' },
  ],
}

const TRAFFIC: ChartInput = {
  ...range,
  kind: 'line',
  unit: '/s',
  series: [
    { id: 'a', label: 'web', points: wave(700, 1900, 0) },
    { id: 'b', label: 'api', points: wave(400, 1200, 1) },
    { id: 'c', label: 'search', points: wave(350, 1150, 1.2, (at) => at < FROM + 1500) },
    { id: 'd', label: 'mail', points: wave(100, 300, 3) },
  ],
}

const MEMORY: ChartInput = {
  ...range,
  kind: 'area',
  unit: 'bytes',
  series: [{ id: 'm', label: 'resident', points: wave(2.1e9, 2.9e9, 2) }],
}

/** Charts with a gap, limits and annotations; several series; an area; nothing at all. */
export function ChartSection() {
  return (
    <div className="grid gap-4 lg:grid-cols-2">
      <ChartPanel title="Login latency, p95" input={LATENCY} note="30 s steps" />
      <ChartPanel title="Requests" input={TRAFFIC} />
      <ChartPanel title="Memory" input={MEMORY} height="short" footer="Of 8 GB on this host." />
      <ChartPanel
        title="Queue length"
        input={{ ...range, kind: 'line', unit: 'count', series: [] }}
        height="short"
      />
    </div>
  )
}
