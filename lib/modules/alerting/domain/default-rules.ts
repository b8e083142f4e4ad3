import type { Rule } from './rule.ts'

/** A rule that comes with the product. */
export type DefaultRule = Pick<
  Rule,
  'name' | 'expr' | 'forSeconds' | 'intervalSeconds' | 'severity' | 'summary' | 'kind'
>

const incident = (rule: Omit<DefaultRule, 'intervalSeconds' | 'kind'>): DefaultRule => ({
  ...rule,
  intervalSeconds: 15,
  kind: 'incident',
})

/**
 * What Bailiwick watches about itself. The figures are those of the collector (`bailiwick_host_*`, `bailiwick_postgres_*`,
 * `bailiwick_queue_*`) and of the scraper (`up`).
 */
export const DEFAULT_RULES: readonly DefaultRule[] = [
  incident({
    name: 'Target down',
    expr: 'up == 0',
    forSeconds: 15,
    severity: 'P1',
    summary: '{{ $labels.job }} ({{ $labels.instance }}) does not answer',
  }),
  incident({
    name: 'Database gone',
    expr: 'bailiwick_postgres_up == 0',
    forSeconds: 10,
    severity: 'P0',
    summary: 'Postgres does not answer',
  }),
  incident({
    name: 'Disk nearly full',
    expr: '100 * bailiwick_host_filesystem_available_bytes / bailiwick_host_filesystem_size_bytes < 10',
    forSeconds: 60,
    severity: 'P1',
    summary: 'Only {{ $value }} % of the disk with our data is free',
  }),
  incident({
    name: 'Memory nearly used up',
    expr: '100 * bailiwick_host_memory_available_bytes / bailiwick_host_memory_total_bytes < 5',
    forSeconds: 120,
    severity: 'P2',
    summary: 'Only {{ $value }} % of the memory is available',
  }),
  incident({
    name: 'Queue stuck',
    expr: 'bailiwick_queue_outbox_oldest_due_seconds > 60 or bailiwick_queue_deliveries_oldest_due_seconds > 60 or bailiwick_queue_steps_oldest_overdue_seconds > 60',
    forSeconds: 30,
    severity: 'P1',
    summary: 'Work that is due has waited for {{ $value }} seconds',
  }),
  incident({
    name: 'Work given up',
    expr: 'bailiwick_queue_outbox_rows{state="dead"} > 0',
    forSeconds: 0,
    severity: 'P2',
    summary: '{{ $value }} jobs were given up and need somebody to look',
  }),
  incident({
    name: 'Delivery failing',
    expr: 'sum by (job, instance) (bailiwick_queue_deliveries_rows{state=~"failed|unknown|dead"}) > 0',
    forSeconds: 60,
    severity: 'P2',
    summary: '{{ $value }} pages or notices did not get through in the last hour',
  }),
  {
    name: 'Heartbeat',
    expr: 'count(count_over_time(up[30s])) > 0',
    forSeconds: 0,
    intervalSeconds: 15,
    severity: 'P0',
    summary: 'Samples arrive, rules are evaluated, jobs run',
    kind: 'heartbeat',
  },
]
