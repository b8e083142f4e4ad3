import type { Messages } from '#components/language/english.ts'
import type { Text } from '#components/language/use-text.ts'

/** One chart of a service's page. */
export interface ServicePanel {
  readonly title: string
  readonly expression: string
  /** As charts print it: `s`, `bytes`, `ratio`, `/s`, or empty for a plain number. */
  readonly unit: string
  /** Areas start at zero, lines may zoom. */
  readonly kind: 'line' | 'area'
}

/** What a known chart is called: a key of the texts. */
type Title = keyof Messages['tenancy']['chart']

/** A chart that is drawn once the service sends the metric which it `needs`. */
interface Known extends Omit<ServicePanel, 'expression' | 'title'> {
  readonly needs: string
  readonly title: Title
  /** True where the title is of what 95 of 100 stay below. */
  readonly isP95?: boolean
  readonly expression: (selector: string) => string
}

/** A label value as it stands in a selector. */
const quoted = (text: string): string =>
  `"${text
    .replaceAll('\\', '\\\\')
    .replaceAll('"', String.raw`\"`)
    .replaceAll('\n', String.raw`\n`)}"`

/** The selector of everything that a service sends: its name is the job label of its series. */
export const jobSelector = (job: string): string => `{job=${quoted(job)}}`

/** How far back a rate looks: more than two samples even of what reports once in two minutes. */
const WINDOW = '[5m]'

const gauge = (needs: string, title: Title, unit: string, kind: Known['kind'] = 'line'): Known => ({
  needs,
  title,
  unit,
  kind,
  expression: (job) => `${needs}${job}`,
})

/** A counter per second, summed over what it is split by. */
const rate = (needs: string, title: Title, unit: string, by = ''): Known => ({
  needs,
  title,
  unit,
  kind: 'line',
  expression: (job) => `sum${by === '' ? '' : ` by (${by}) `}(rate(${needs}${job}${WINDOW}))`,
})

/** The value of a histogram that 95 of 100 observations stay below; `name` is without `_bucket`. */
const quantile = (name: string, selector: string): string =>
  `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket${selector}${WINDOW})))`

const p95 = (name: string, title: Title, unit: string): Known => ({
  needs: `${name}_bucket`,
  title,
  isP95: true,
  unit,
  kind: 'line',
  expression: (job) => quantile(name, job),
})

/** The part of a whole that is in use, from what is free and how much there is. */
const used = (free: string, whole: string, title: Title, ...only: readonly string[]): Known => ({
  needs: free,
  title,
  unit: 'ratio',
  kind: 'area',
  expression: (job) => {
    const selector = only.length === 0 ? job : `${job.slice(0, -1)}, ${only.join(', ')}}`
    return `1 - ${free}${selector} / ${whole}${selector}`
  },
})

/** Charts of the parts of Bailiwick itself, by the names that its own processes expose. */
const OWN: readonly Known[] = [
  {
    needs: 'bailiwick_host_cpu_seconds_total',
    title: 'cpuBusy',
    unit: 'ratio',
    kind: 'area',
    expression: (job) =>
      `1 - sum(rate(bailiwick_host_cpu_seconds_total${job.slice(0, -1)}, mode="idle"}[1m])) / sum(bailiwick_host_cpu_count${job})`,
  },
  used('bailiwick_host_memory_available_bytes', 'bailiwick_host_memory_total_bytes', 'memoryUsed'),
  used('bailiwick_host_filesystem_available_bytes', 'bailiwick_host_filesystem_size_bytes', 'diskUsed'),
  gauge('bailiwick_host_load_average', 'loadAverage', ''),
  rate('bailiwick_host_network_received_bytes_total', 'networkIn', 'bytes/s', 'device'),
  rate('bailiwick_host_network_sent_bytes_total', 'networkOut', 'bytes/s', 'device'),
  gauge('bailiwick_postgres_answer_seconds', 'answerTime', 's'),
  gauge('bailiwick_postgres_connections_count', 'connections', ''),
  rate('bailiwick_postgres_transactions_total', 'transactions', '/s'),
  gauge('bailiwick_postgres_oldest_transaction_seconds', 'oldestTransaction', 's'),
  gauge('bailiwick_postgres_database_size_bytes', 'databaseSize', 'bytes', 'area'),
  gauge('bailiwick_queue_outbox_due_rows', 'outboxDue', '', 'area'),
  gauge('bailiwick_queue_deliveries_oldest_due_seconds', 'oldestPage', 's'),
  gauge('bailiwick_jobs_queue_depth', 'jobsWaiting', '', 'area'),
  p95('bailiwick_jobs_run_seconds', 'jobRun', 's'),
  rate('bailiwick_engine_samples_accepted_total', 'samplesAccepted', '/s'),
  gauge('bailiwick_engine_head_series', 'seriesInMemory', ''),
  p95('bailiwick_engine_query_seconds', 'query', 's'),
  p95('bailiwick_engine_log_commit_seconds', 'logCommit', 's'),
  gauge('bailiwick_rules_waiting_transitions', 'alertChanges', '', 'area'),
  gauge('bailiwick_web_open_streams', 'openStreams', '', 'area'),
  gauge('bailiwick_watcher_silence_seconds', 'sinceHeartbeat', 's'),
]

/** Charts of what other people's exporters send, by the names that they document. */
const KNOWN: readonly Known[] = [
  gauge('up', 'up', '', 'area'),
  {
    needs: 'node_cpu_seconds_total',
    title: 'cpuBusy',
    unit: 'ratio',
    kind: 'area',
    expression: (job) =>
      `1 - avg by (instance) (rate(node_cpu_seconds_total${job.slice(0, -1)}, mode="idle"}${WINDOW}))`,
  },
  used('node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes', 'memoryUsed'),
  used(
    'node_filesystem_avail_bytes',
    'node_filesystem_size_bytes',
    'diskUsed',
    'fstype!~"tmpfs|overlay|squashfs|ramfs|devtmpfs"',
  ),
  gauge('node_load1', 'load1', ''),
  rate('node_network_receive_bytes_total', 'networkIn', 'bytes/s', 'device'),
  rate('prometheus_tsdb_head_samples_appended_total', 'samplesAppended', '/s'),
  gauge('prometheus_tsdb_head_series', 'seriesInMemory', ''),
  rate('http_requests_total', 'requests', '/s'),
  p95('http_request_duration_seconds', 'answerTime', 's'),
  rate('process_cpu_seconds_total', 'cpuOfCore', 'ratio'),
  gauge('process_resident_memory_bytes', 'memoryResident', 'bytes', 'area'),
  gauge('nodejs_eventloop_lag_p99_seconds', 'eventLoopLag', 's'),
  gauge('scrape_duration_seconds', 'scrapeTime', 's'),
]

/** The charts of a service out of the metrics that it sends: Bailiwick's own first, then what is well known. */
export function servicePanels(
  t: Text<'tenancy'>,
  job: string,
  names: readonly string[],
): readonly ServicePanel[] {
  const sent = new Set(names)
  const selector = jobSelector(job)
  return [...OWN, ...KNOWN]
    .filter(({ needs }) => sent.has(needs))
    .map(({ title, isP95 = false, unit, kind, expression }) => ({
      title: isP95 ? t('p95', { what: t(`chart.${title}`) }) : t(`chart.${title}`),
      unit,
      kind,
      expression: expression(selector),
    }))
}

/** Names of a histogram's parts lead to the histogram; everything else stands for itself. */
const isBucket = (name: string): boolean => name.endsWith('_bucket')

/** The metrics that a reader can choose from, by name: a histogram is offered once, by its buckets. */
export function choosableMetrics(names: readonly string[]): readonly string[] {
  const sent = new Set(names)
  const isPart = (name: string): boolean =>
    ['_sum', '_count'].some((end) => name.endsWith(end) && sent.has(`${name.slice(0, -end.length)}_bucket`))
  return names.filter((name) => !isPart(name)).toSorted((a, b) => (a < b ? -1 : 1))
}

/** The unit that a metric's name ends with, after what Prometheus recommends. */
function unitOf(name: string): string {
  if (name.endsWith('_seconds')) return 's'
  if (name.endsWith('_bytes')) return 'bytes'
  return name.endsWith('_ratio') ? 'ratio' : ''
}

/** A counter by its name: `_total`, or `_sum` and `_count` of a summary; `_count` alone can be a plain number. */
function isCounter(name: string, names: readonly string[]): boolean {
  const base = name.replace(/_(?:sum|count)$/, '')
  return name.endsWith('_total') || (names.includes(`${base}_sum`) && names.includes(`${base}_count`))
}

/**
 * The chart of any metric out of all `names` that the service sends: counters per second, histograms as what 95 of 100
 * stay below, the rest as it is.
 */
export function metricPanel(
  t: Text<'tenancy'>,
  job: string,
  name: string,
  names: readonly string[],
): ServicePanel {
  const selector = jobSelector(job)
  if (isBucket(name)) {
    const base = name.slice(0, -'_bucket'.length)
    const expression = quantile(base, selector)
    return { title: t('p95', { what: base }), unit: unitOf(base), kind: 'line', expression }
  }
  if (!isCounter(name, names)) {
    return { title: name, unit: unitOf(name), kind: 'line', expression: `${name}${selector}` }
  }
  const counted = unitOf(name.replace(/_(?:total|count|sum)$/, ''))
  return {
    title: t('perSecond', { name }),
    unit: counted === 'bytes' ? 'bytes/s' : counted === 's' ? 's/s' : '/s',
    kind: 'line',
    expression: `rate(${name}${selector}${WINDOW})`,
  }
}

/** Steps in seconds that a chart can have; the longest is what a rate looks back over, so that no sample falls between. */
const STEPS = [1, 5, 15, 30, 60, 120, 180, 300]
const LONGEST_STEP = 300
/** Most steps while a shorter step will do, and most that are asked for at all. */
const USUAL_STEPS = 240
const MOST_STEPS = 10_000

/**
 * The range between two instants in milliseconds since 1970 on the grid of its step, all in seconds, so that repeated
 * questions are the same question. What is longer than a screen is wide is thinned by the server.
 */
export function gridRange(fromMs: number, toMs: number): { from: number; to: number; step: number } {
  const seconds = (toMs - fromMs) / 1000
  const step =
    STEPS.find((each) => seconds / each <= USUAL_STEPS) ??
    LONGEST_STEP * Math.ceil(seconds / LONGEST_STEP / MOST_STEPS)
  const onGrid = (ms: number): number => Math.floor(ms / 1000 / step) * step
  return { from: onGrid(fromMs), to: Math.max(onGrid(toMs), onGrid(fromMs) + step), step }
}
