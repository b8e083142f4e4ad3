import { compareStates, type HealthState } from '#components/ui/states.ts'
import type { SystemHealth } from '#lib/modules/health/schemas.ts'

/** How Bailiwick itself is, in one sentence: what does not work first, then what is unknown. */
export function systemSentence({ trouble, parts, figures }: SystemHealth): string {
  if (trouble !== null) return `Nothing is known of the parts now. ${trouble}`
  const down = [
    ...parts.filter(({ state }) => state === 'down').map(({ job }) => job),
    ...figures.filter(({ state }) => state === 'down').map(({ label }) => label),
  ]
  if (down.length > 0) return `Needs a person: ${down.join(', ')}.`
  const silent = parts.filter(({ state }) => state === 'stale' || state === 'unknown').map(({ job }) => job)
  if (silent.length > 0) return `Nothing new came from ${silent.join(', ')}.`
  const degraded = figures.filter(({ state }) => state === 'degraded').map(({ label }) => label)
  if (degraded.length > 0) return `It works, outside of a limit: ${degraded.join(', ')}.`
  return `All ${parts.length} parts answer, and every figure that is measured is inside its limits.`
}

/** The parts, what needs a person first. */
export const partsWorstFirst = (parts: SystemHealth['parts']): SystemHealth['parts'] =>
  parts.toSorted((a, b) => compareStates(a.state, b.state))

/** The groups of figures by their keys, in the order of the page. */
const GROUPS: readonly (readonly [string, readonly string[]])[] = [
  ['Taking in', ['ingest', 'refused', 'lease']],
  ['Working and delivering', ['outbox', 'queue', 'dead', 'deliveries', 'delivery']],
  ['Database and host', ['connections', 'size', 'transaction', 'disk', 'memory']],
]

/** The figures in groups; one that no group names stands in the last. */
export function groupFigures(
  figures: SystemHealth['figures'],
): readonly { readonly title: string; readonly figures: SystemHealth['figures'] }[] {
  const named = new Set(GROUPS.flatMap(([, keys]) => keys))
  return GROUPS.map(([title, keys], i) => ({
    title,
    figures: [
      ...keys.flatMap((key) => figures.filter((figure) => figure.key === key)),
      ...(i === GROUPS.length - 1 ? figures.filter(({ key }) => !named.has(key)) : []),
    ],
  }))
}

/** One chart of the page. */
export interface HealthChart {
  readonly title: string
  readonly unit: string
  readonly kind: 'line' | 'area'
  readonly expression: string
}

const p95 = (metric: string): string => `histogram_quantile(0.95, sum by (le) (rate(${metric}_bucket[5m])))`

/** The charts, in the order in which a sample travels. */
export const HEALTH_CHARTS: readonly HealthChart[] = [
  {
    title: 'Samples stored',
    unit: '/s',
    kind: 'area',
    expression: 'sum(rate(bailiwick_engine_samples_accepted_total[5m]))',
  },
  {
    title: 'Commit to the log, 95 of 100 below',
    unit: 's',
    kind: 'line',
    expression: p95('bailiwick_engine_log_commit_seconds'),
  },
  {
    title: 'Oldest work that waits',
    unit: 's',
    kind: 'area',
    expression: 'max(bailiwick_queue_outbox_oldest_due_seconds)',
  },
  {
    title: 'Oldest page that waits',
    unit: 's',
    kind: 'area',
    expression: 'max(bailiwick_queue_deliveries_oldest_due_seconds)',
  },
  {
    title: 'Run of a job, 95 of 100 below',
    unit: 's',
    kind: 'line',
    expression: p95('bailiwick_jobs_run_seconds'),
  },
  {
    title: 'Database sessions',
    unit: 'count',
    kind: 'area',
    expression: 'sum(bailiwick_postgres_connections_count)',
  },
  {
    title: 'Database size',
    unit: 'bytes',
    kind: 'area',
    expression: 'max(bailiwick_postgres_database_size_bytes)',
  },
  {
    title: 'Disk used',
    unit: 'ratio',
    kind: 'area',
    expression: 'max(1 - bailiwick_host_filesystem_available_bytes / bailiwick_host_filesystem_size_bytes)',
  },
]

/** The state that a tile shows; one without a value shows none of its own. */
export const tileState = (state: HealthState | null): { state?: HealthState } =>
  state === null ? {} : { state }
