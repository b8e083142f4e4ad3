import type { Annotation, ChartInput, Point, Series } from '#components/charts/chart-data.ts'
import type { HeatMapInput } from '#components/charts/prepare-heat-map.ts'
import type { HistogramInput } from '#components/charts/prepare-histogram.ts'
import type { StripPart } from '#components/charts/prepare-heat-strip.ts'
import type { StateTimelineInput } from '#components/charts/prepare-state-timeline.ts'
import { STATES_WORST_FIRST } from '#components/ui/states.ts'

const TO = Date.UTC(2026, 10, 20, 6, 32) / 1000
const FROM = TO - 3120
const STEP = 30
const DAY = 86_400

interface Wave {
  readonly low: number
  readonly high: number
  readonly phase: number
  readonly isThere?: (at: number) => boolean
}

const wave = ({ low, high, phase, isThere = () => true }: Wave, from = FROM, to = TO, step = STEP): Point[] =>
  Array.from({ length: Math.floor((to - from) / step) + 1 }, (_, i) => from + i * step)
    .filter((at) => isThere(at))
    .map((at, i): Point => [
      at,
      low + ((high - low) * (1 + Math.sin(i / 9 + phase))) / 2 + (high - low) * 0.08 * Math.sin(i * 2.7),
    ])

const range = { from: FROM, to: TO, step: STEP }

/** A rise with limits, a gap, a deploy, an incident, and the range that is normal. */
export const LATENCY: ChartInput = {
  ...range,
  kind: 'line',
  unit: 's',
  series: [
    {
      id: 'p95',
      label: 'p95',
      points: wave({ low: 0.5, high: 3.3, phase: 4, isThere: (at) => at < FROM + 1200 || at > FROM + 1560 }),
    },
  ],
  thresholds: [
    { value: 3, label: 'pages at 3 s', tone: 'page' },
    { value: 2, label: 'target 2 s', tone: 'target' },
  ],
  annotations: [
    { at: FROM + 900, label: 'deploy 4.18.2', tone: 'change' },
    { at: FROM + 2400, label: 'INC-2417', tone: 'incident' },
    { at: FROM + 2700, label: 'maintenance', tone: 'maint' },
  ],
  band: {
    label: 'normal range, same hour, 4 weeks',
    points: wave({ low: 0.3, high: 0.5, phase: 0 }).map(([at, value]) => [
      at,
      value ?? 0,
      (value ?? 0) + 0.5,
    ]),
  },
}

/** Four lines, one of which ends early. */
export const TRAFFIC: ChartInput = {
  ...range,
  kind: 'line',
  unit: '/s',
  series: [
    { id: 'a', label: 'web', points: wave({ low: 700, high: 1900, phase: 0 }) },
    { id: 'b', label: 'api', points: wave({ low: 400, high: 1200, phase: 1 }) },
    {
      id: 'c',
      label: 'search',
      points: wave({ low: 350, high: 1150, phase: 1.2, isThere: (at) => at < FROM + 1500 }),
    },
    { id: 'd', label: 'mail', points: wave({ low: 100, high: 300, phase: 3 }) },
  ],
}

/** Two lines that are named at their ends. */
export const MISSES: ChartInput = {
  ...range,
  kind: 'line',
  unit: 'ratio',
  series: [
    { id: 'misses', label: 'misses', points: wave({ low: 0.06, high: 0.6, phase: 4 }) },
    { id: 'evicted', label: 'evicted', points: wave({ low: 0.01, high: 0.1, phase: 2 }) },
  ],
}

/** An area, which starts at zero. */
export const MEMORY: ChartInput = {
  ...range,
  kind: 'area',
  unit: 'bytes',
  series: [{ id: 'm', label: 'resident', points: wave({ low: 2.1e9, high: 2.9e9, phase: 2 }) }],
}

const parts = ['queue', 'database', 'render', 'network']

/** Areas on top of each other, one of which is missing for a while. */
export const STACK: ChartInput = {
  ...range,
  kind: 'stack',
  unit: 's',
  series: parts.map((label, i) => ({
    id: label,
    label,
    points: wave({
      low: 0.1,
      high: 0.5,
      phase: i,
      isThere: (at) => i !== 3 || at < FROM + 900 || at > FROM + 1800,
    }),
  })),
}

const MONTH = Date.UTC(2026, 10, 1) / 1000
const PLATFORMS = ['SaaS IDP', 'Sankofa Phoenix', 'SME Cloud', 'TUX', 'License Server']
const PER_DAY = [400, 300, 230, 45, 25]

/** Bars on top of each other, a forecast of them, and what would come on top. */
export const SPEND: ChartInput = {
  kind: 'bar',
  unit: 'USD',
  from: MONTH,
  to: MONTH + 29 * DAY,
  step: DAY,
  forecastFrom: MONTH + 19.5 * DAY,
  series: [
    ...PLATFORMS.map((label, platform): Series => ({
      id: label,
      label,
      points: Array.from({ length: 30 }, (_, day): Point => [
        MONTH + day * DAY,
        (PER_DAY[platform] ?? 0) + 14 * Math.sin(day * 1.7 + platform),
      ]),
    })),
    {
      id: 'anomaly',
      label: 'if A-118 runs on',
      isWhatIf: true,
      points: Array.from({ length: 10 }, (_, day): Point => [MONTH + (20 + day) * DAY, 620]),
    },
  ],
  thresholds: [{ value: 1100, label: 'even pace 1,100 USD', tone: 'target' }],
}

/** More series than there are colours. */
export const MANY: ChartInput = {
  ...range,
  kind: 'line',
  unit: '/s',
  series: Array.from({ length: 12 }, (_, i) => ({
    id: `route ${i}`,
    label: `/route/${i}`,
    points: wave({ low: 20 * i, high: 60 * i + 40, phase: i }),
  })),
}

const LONG = { from: MONTH - 10 * DAY, to: MONTH + 20 * DAY }

/** A month that the server thinned, with one peak. */
export const THINNED: ChartInput = {
  ...LONG,
  kind: 'line',
  unit: 's',
  step: 3600,
  bucketSeconds: 7200,
  series: [
    {
      id: 'p95',
      label: 'p95',
      points: wave({ low: 0.2, high: 0.4, phase: 0 }, LONG.from, LONG.to, 3600).map(
        ([at, value], i): Point => [at, i === 400 ? 4.2 : value],
      ),
    },
  ],
}

/** More changes within a few pixels than can be told apart. */
export const CROWDED: ChartInput = {
  ...MEMORY,
  annotations: [
    ...Array.from({ length: 7 }, (_, i): Annotation => ({
      at: FROM + 900 + i * 10,
      label: `deploy ${i}`,
      tone: 'change',
    })),
    { at: FROM + 2000, label: 'config', tone: 'change' },
    { at: FROM + 2040, label: 'rollback', tone: 'change' },
  ],
}

/** One value alone. */
export const ONE_POINT: ChartInput = {
  ...range,
  kind: 'line',
  unit: 's',
  series: [{ id: 'one', label: 'p95', points: [[FROM + 1500, 0.4]] }],
}

/** Nothing at all. */
export const EMPTY: ChartInput = { ...range, kind: 'line', unit: 'count', series: [] }

/** Each state once, and a row with a hole. */
export const STATES: StateTimelineInput = {
  from: FROM,
  to: TO,
  rows: [
    {
      id: 'all',
      label: 'every state',
      spans: STATES_WORST_FIRST.map((state, i) => ({
        from: FROM + (i * 3120) / 7,
        to: FROM + ((i + 1) * 3120) / 7,
        state,
      })),
    },
    {
      id: 'api',
      label: 'activation-api',
      spans: [
        { from: FROM, to: FROM + 1200, state: 'healthy' },
        { from: FROM + 1560, to: FROM + 2000, state: 'down' },
        { from: FROM + 2000, to: null, state: 'degraded' },
      ],
    },
    { id: 'none', label: 'never reported', spans: [] },
  ],
}

/** A month of days, each state among them. */
export const DAYS: readonly StripPart[] = Array.from({ length: 30 }, (_, i) => ({
  label: `day ${i + 1}`,
  state: i % 4 === 3 ? (STATES_WORST_FIRST[Math.floor(i / 4)] ?? 'healthy') : 'healthy',
}))

/** Observations in buckets as a Prometheus client counts them. */
export const OBSERVATIONS: HistogramInput = {
  unit: 's',
  buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, Number.POSITIVE_INFINITY].map(
    (le, i) => ({
      le,
      count: Math.round(12_400 / (1 + Math.exp(-(i - 4) * 0.9))),
    }),
  ),
}

/** Buckets in which nothing fell. */
export const NO_OBSERVATIONS: HistogramInput = { unit: 's', buckets: [{ le: 1, count: 0 }] }

const EDGES = [0.05, 0.1, 0.25, 0.5, 1, 2.5, Number.POSITIVE_INFINITY]

/** The same over time: slower in the middle, and a stretch without any. */
export const HEAT: HeatMapInput = {
  ...range,
  step: 60,
  unit: 's',
  buckets: EDGES.map((le, i) => ({
    le,
    points: wave({ low: 0, high: 3, phase: 4 }, FROM, TO, 60)
      .filter((_, column) => column < 20 || column > 26)
      .map(([at, slow]): Point => [at, Math.round(900 / (1 + Math.exp(-(i - (slow ?? 0)) * 1.4)))]),
  })),
}

/** Twenty charts of ten series of 105 points. */
export const TWENTY = Array.from({ length: 20 }, (_, chart): { title: string; input: ChartInput } => ({
  title: `Chart ${chart + 1}`,
  input: {
    ...range,
    kind: (['line', 'line', 'stack', 'area'] as const)[chart % 4] ?? 'line',
    unit: '/s',
    series: Array.from({ length: 10 }, (__, i) => ({
      id: `s${i}`,
      label: `instance-${i}`,
      points: wave({ low: 20 * i, high: 60 * i + 40, phase: i + chart }),
    })),
  },
}))
