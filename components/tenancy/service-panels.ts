/** One chart of a service's page. */
export interface ServicePanel {
  readonly title: string
  readonly expression: string
  /** As charts print it: `s`, `bytes`, `ratio`, `/s`, or empty for a plain number. */
  readonly unit: string
  /** Areas start at zero, lines may zoom. */
  readonly kind: 'line' | 'area'
}

/** A chart that is drawn once the service sends the metric which it `needs`. */
interface Known extends Omit<ServicePanel, 'expression'> {
  readonly needs: string
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

const gauge = (needs: string, title: string, unit: string, kind: Known['kind'] = 'line'): Known => ({
  needs,
  title,
  unit,
  kind,
  expression: (job) => `${needs}${job}`,
})

/** A counter per second, summed over what it is split by. */
const rate = (needs: string, title: string, unit: string, by = ''): Known => ({
  needs,
  title,
  unit,
  kind: 'line',
  expression: (job) => `sum${by === '' ? '' : ` by (${by}) `}(rate(${needs}${job}${WINDOW}))`,
})

/** The value of a histogram that 95 of 100 observations stay below; `name` is without `_bucket`. */
const p95 = (name: string, title: string, unit: string): Known => ({
  needs: `${name}_bucket`,
  title: `${title}, 95 of 100 below`,
  unit,
  kind: 'line',
  expression: (job) => `histogram_quantile(0.95, sum by (le) (rate(${name}_bucket${job}${WINDOW})))`,
})

/** The part of a whole that is in use, from what is free and how much there is. */
const used = (free: string, whole: string, title: string, ...only: readonly string[]): Known => ({
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
    title: 'Processors busy',
    unit: 'ratio',
    kind: 'area',
    expression: (job) =>
      `1 - sum(rate(bailiwick_host_cpu_seconds_total${job.slice(0, -1)}, mode="idle"}[1m])) / sum(bailiwick_host_cpu_count${job})`,
  },
  used('bailiwick_host_memory_available_bytes', 'bailiwick_host_memory_total_bytes', 'Memory used'),
  used('bailiwick_host_filesystem_available_bytes', 'bailiwick_host_filesystem_size_bytes', 'Disk used'),
  gauge('bailiwick_host_load_average', 'Load average', ''),
  rate('bailiwick_host_network_received_bytes_total', 'Network received', 'bytes/s', 'device'),
  rate('bailiwick_host_network_sent_bytes_total', 'Network sent', 'bytes/s', 'device'),
  gauge('bailiwick_postgres_answer_seconds', 'Time to answer', 's'),
  gauge('bailiwick_postgres_connections_count', 'Connections', ''),
  rate('bailiwick_postgres_transactions_total', 'Transactions', '/s'),
  gauge('bailiwick_postgres_oldest_transaction_seconds', 'Oldest open transaction', 's'),
  gauge('bailiwick_postgres_database_size_bytes', 'Size of the database', 'bytes', 'area'),
  gauge('bailiwick_queue_outbox_due_rows', 'Outbox rows that are due', '', 'area'),
  gauge('bailiwick_queue_deliveries_oldest_due_seconds', 'Oldest page that waits', 's'),
  gauge('bailiwick_jobs_queue_depth', 'Jobs that wait', '', 'area'),
  p95('bailiwick_jobs_run_seconds', 'Run of a job', 's'),
  rate('bailiwick_engine_samples_accepted_total', 'Samples accepted', '/s'),
  gauge('bailiwick_engine_head_series', 'Series in memory', ''),
  p95('bailiwick_engine_query_seconds', 'Query', 's'),
  p95('bailiwick_engine_log_commit_seconds', 'Commit to the log', 's'),
  gauge('bailiwick_rules_waiting_transitions', 'Alert changes that wait', '', 'area'),
  gauge('bailiwick_web_open_streams', 'Open live streams', '', 'area'),
  gauge('bailiwick_watcher_silence_seconds', 'Since the last heartbeat', 's'),
]

/** Charts of what other people's exporters send, by the names that they document. */
const KNOWN: readonly Known[] = [
  gauge('up', 'Target answers (1) or not (0)', '', 'area'),
  {
    needs: 'node_cpu_seconds_total',
    title: 'Processors busy',
    unit: 'ratio',
    kind: 'area',
    expression: (job) =>
      `1 - avg by (instance) (rate(node_cpu_seconds_total${job.slice(0, -1)}, mode="idle"}${WINDOW}))`,
  },
  used('node_memory_MemAvailable_bytes', 'node_memory_MemTotal_bytes', 'Memory used'),
  used(
    'node_filesystem_avail_bytes',
    'node_filesystem_size_bytes',
    'Disk used',
    'fstype!~"tmpfs|overlay|squashfs|ramfs|devtmpfs"',
  ),
  gauge('node_load1', 'Load, 1 minute', ''),
  rate('node_network_receive_bytes_total', 'Network received', 'bytes/s', 'device'),
  rate('prometheus_tsdb_head_samples_appended_total', 'Samples appended', '/s'),
  gauge('prometheus_tsdb_head_series', 'Series in memory', ''),
  rate('http_requests_total', 'Requests', '/s'),
  p95('http_request_duration_seconds', 'Time to answer', 's'),
  rate('process_cpu_seconds_total', 'CPU used, of one core', 'ratio'),
  gauge('process_resident_memory_bytes', 'Memory resident', 'bytes', 'area'),
  gauge('nodejs_eventloop_lag_p99_seconds', 'Event loop lag, 99 of 100 below', 's'),
  gauge('scrape_duration_seconds', 'Time to scrape', 's'),
]

/** The charts of a service out of the metrics that it sends: Bailiwick's own first, then what is well known. */
export function servicePanels(job: string, names: readonly string[]): readonly ServicePanel[] {
  const sent = new Set(names)
  const selector = jobSelector(job)
  return [...OWN, ...KNOWN]
    .filter(({ needs }) => sent.has(needs))
    .map(({ title, unit, kind, expression }) => ({ title, unit, kind, expression: expression(selector) }))
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
export function metricPanel(job: string, name: string, names: readonly string[]): ServicePanel {
  const selector = jobSelector(job)
  if (isBucket(name)) {
    const base = name.slice(0, -'_bucket'.length)
    const { expression, ...panel } = p95(base, base, unitOf(base))
    return { title: panel.title, unit: panel.unit, kind: panel.kind, expression: expression(selector) }
  }
  if (!isCounter(name, names)) {
    return { title: name, unit: unitOf(name), kind: 'line', expression: `${name}${selector}` }
  }
  const counted = unitOf(name.replace(/_(?:total|count|sum)$/, ''))
  return {
    title: `${name}, per second`,
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
