import type { Text } from '#components/language/use-text.ts'
import { compareStates, type HealthState } from '#components/ui/states.ts'
import type { SystemHealth } from '#lib/modules/health/schemas.ts'

/** How Bailiwick itself is, in one sentence: what does not work first, then what is unknown. */
export function systemSentence(t: Text<'health'>, { trouble, parts, figures }: SystemHealth): string {
  if (trouble !== null) return t('sentence.trouble', { why: trouble })
  const figuresIn = (wanted: 'down' | 'degraded'): readonly string[] =>
    figures.filter(({ state }) => state === wanted).map((figure) => figureTexts(t, figure).label)
  const down = [...parts.filter(({ state }) => state === 'down').map(({ job }) => job), ...figuresIn('down')]
  if (down.length > 0) return t('sentence.down', { names: down.join(', ') })
  const silent = parts.filter(({ state }) => state === 'stale' || state === 'unknown').map(({ job }) => job)
  if (silent.length > 0) return t('sentence.silent', { names: silent.join(', ') })
  const degraded = figuresIn('degraded')
  if (degraded.length > 0) return t('sentence.degraded', { names: degraded.join(', ') })
  return t('sentence.healthy', { count: parts.length })
}

/** The figures whose texts are known here; one that is newer than the page keeps the words of the server. */
const FIGURES = [
  'ingest',
  'refused',
  'lease',
  'outbox',
  'queue',
  'dead',
  'deliveries',
  'delivery',
  'connections',
  'size',
  'transaction',
  'disk',
  'memory',
] as const

/** What a figure is called, and its limits in words, in the language of the page. */
export function figureTexts(
  t: Text<'health'>,
  { key, label, limit }: Pick<SystemHealth['figures'][number], 'key' | 'label' | 'limit'>,
): { readonly label: string; readonly limit: string } {
  const known = FIGURES.find((one) => one === key)
  return known === undefined
    ? { label, limit }
    : { label: t(`figure.${known}.label`), limit: t(`figure.${known}.limit`) }
}

/** The parts, what needs a person first. */
export const partsWorstFirst = (parts: SystemHealth['parts']): SystemHealth['parts'] =>
  parts.toSorted((a, b) => compareStates(a.state, b.state))

/** The groups of figures by their keys, in the order of the page. */
const GROUPS: readonly (readonly ['in' | 'work' | 'base', readonly string[]])[] = [
  ['in', ['ingest', 'refused', 'lease']],
  ['work', ['outbox', 'queue', 'dead', 'deliveries', 'delivery']],
  ['base', ['connections', 'size', 'transaction', 'disk', 'memory']],
]

/** The figures in groups; one that no group names stands in the last. */
export function groupFigures(
  figures: SystemHealth['figures'],
): readonly { readonly group: 'in' | 'work' | 'base'; readonly figures: SystemHealth['figures'] }[] {
  const named = new Set(GROUPS.flatMap(([, keys]) => keys))
  return GROUPS.map(([group, keys], i) => ({
    group,
    figures: [
      ...keys.flatMap((key) => figures.filter((figure) => figure.key === key)),
      ...(i === GROUPS.length - 1 ? figures.filter(({ key }) => !named.has(key)) : []),
    ],
  }))
}

/** One chart of the page. */
export interface HealthChart {
  readonly key: 'samples' | 'commit' | 'outbox' | 'deliveries' | 'jobs' | 'connections' | 'size' | 'disk'
  readonly unit: string
  readonly kind: 'line' | 'area'
  readonly expression: string
}

const p95 = (metric: string): string => `histogram_quantile(0.95, sum(rate(${metric}_bucket[5m])) by (le))`

/** The charts, in the order in which a sample travels. */
export const HEALTH_CHARTS: readonly HealthChart[] = [
  {
    key: 'samples',
    unit: '/s',
    kind: 'area',
    expression: 'sum(rate(bailiwick_engine_samples_accepted_total[5m]))',
  },
  {
    key: 'commit',
    unit: 's',
    kind: 'line',
    expression: p95('bailiwick_engine_log_commit_seconds'),
  },
  {
    key: 'outbox',
    unit: 's',
    kind: 'area',
    expression: 'max(bailiwick_queue_outbox_oldest_due_seconds)',
  },
  {
    key: 'deliveries',
    unit: 's',
    kind: 'area',
    expression: 'max(bailiwick_queue_deliveries_oldest_due_seconds)',
  },
  {
    key: 'jobs',
    unit: 's',
    kind: 'line',
    expression: p95('bailiwick_jobs_run_seconds'),
  },
  {
    key: 'connections',
    unit: 'count',
    kind: 'area',
    expression: 'sum(bailiwick_postgres_connections_count)',
  },
  {
    key: 'size',
    unit: 'bytes',
    kind: 'area',
    expression: 'max(bailiwick_postgres_database_size_bytes)',
  },
  {
    key: 'disk',
    unit: 'ratio',
    kind: 'area',
    expression: 'max(1 - bailiwick_host_filesystem_available_bytes / bailiwick_host_filesystem_size_bytes)',
  },
]

/** The state that a tile shows; one without a value shows none of its own. */
export const tileState = (state: HealthState | null): { state?: HealthState } =>
  state === null ? {} : { state }

/** The chart of what a figure is the newest value of: the one that asks the same; undefined where no chart does. */
export const chartOfFigure = ({ measured }: SystemHealth['figures'][number]): HealthChart | undefined =>
  HEALTH_CHARTS.find(({ expression }) => measured.inputs.some(({ label }) => label === expression))

/** How the line beside a figure is drawn: worse than healthy shows in it, too. */
export const trendTone = (state: SystemHealth['figures'][number]['state']): 'quiet' | 'degraded' | 'down' =>
  state === null || state === 'healthy' ? 'quiet' : state
