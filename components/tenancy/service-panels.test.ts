import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { choosableMetrics, gridRange, metricPanel, servicePanels } from './service-panels.ts'

const t = englishText('tenancy')

test('charts are drawn of what is sent, and of nothing else', () => {
  assert.deepEqual(servicePanels(t, 'api', []), [])
  assert.deepEqual(
    servicePanels(t, 'api', ['up', 'app_orders_total']).map(({ expression }) => expression),
    ['up{job="api"}'],
  )
})

test('the figures of Bailiwick itself come first', () => {
  const panels = servicePanels(t, 'host', ['up', 'bailiwick_host_load_average', 'process_cpu_seconds_total'])
  assert.deepEqual(
    panels.map(({ title }) => title),
    ['Load average', 'Target answers (1) or not (0)', 'CPU used, of one core'],
  )
})

test('a chart of a histogram says what share stays below', () => {
  const [panel] = servicePanels(t, 'api', ['http_request_duration_seconds_bucket'])
  assert.equal(panel?.title, 'Time to answer, 95 of 100 below')
  assert.equal(metricPanel(t, 'api', 'wait_seconds_bucket', []).title, 'wait_seconds, 95 of 100 below')
})

test('a part of a whole is asked for with the same selector on both sides', () => {
  const [disk] = servicePanels(t, 'node', ['node_filesystem_avail_bytes'])
  const selector = '{job="node", fstype!~"tmpfs|overlay|squashfs|ramfs|devtmpfs"}'
  assert.equal(
    disk?.expression,
    `1 - node_filesystem_avail_bytes${selector} / node_filesystem_size_bytes${selector}`,
  )
})

test('a job cannot break out of its selector', () => {
  const [first] = servicePanels(t, 'a"} or vector(1) or up{job="\\', ['up'])
  assert.equal(first?.expression, String.raw`up{job="a\"} or vector(1) or up{job=\"\\"}`)
})

test('any metric has a chart: counters per second, histograms by their buckets, gauges as they are', () => {
  assert.deepEqual(metricPanel(t, 'api', 'sent_bytes_total', []), {
    title: 'sent_bytes_total, per second',
    unit: 'bytes/s',
    kind: 'line',
    expression: 'rate(sent_bytes_total{job="api"}[5m])',
  })
  assert.equal(metricPanel(t, 'api', 'orders_total', []).unit, '/s')
  assert.equal(metricPanel(t, 'api', 'busy_seconds_total', []).unit, 's/s')
  assert.deepEqual(metricPanel(t, 'api', 'queue_age_seconds', []), {
    title: 'queue_age_seconds',
    unit: 's',
    kind: 'line',
    expression: 'queue_age_seconds{job="api"}',
  })
  assert.equal(
    metricPanel(t, 'api', 'answer_seconds_bucket', []).expression,
    'histogram_quantile(0.95, sum by (le) (rate(answer_seconds_bucket{job="api"}[5m])))',
  )
})

test('a name that ends in _count is a counter only beside its sum', () => {
  assert.equal(metricPanel(t, 'api', 'cpu_count', ['cpu_count']).expression, 'cpu_count{job="api"}')
  assert.equal(
    metricPanel(t, 'api', 'answer_count', ['answer_count', 'answer_sum']).expression,
    'rate(answer_count{job="api"}[5m])',
  )
})

test('a histogram is offered once, in the order of names', () => {
  assert.deepEqual(choosableMetrics(['z_count', 'a_sum', 'a_count', 'a_bucket', 'm']), [
    'a_bucket',
    'm',
    'z_count',
  ])
})

test('ranges lie on the grid of their step, which is never longer than what a rate looks back over', () => {
  const day = 86_400_000
  const to = 1_800_000_007_123
  for (const [length, step] of [
    [240_000, 1],
    [900_000, 5],
    [day / 4, 120],
    [day, 300],
    [30 * day, 300],
    [90 * day, 900],
  ] as const) {
    const grid = gridRange(to - length, to)
    assert.equal(grid.step, step)
    assert.deepEqual([grid.from % step, grid.to % step], [0, 0])
    assert.ok(to / 1000 - grid.to < step)
    assert.ok((grid.to - grid.from) / step <= 10_001)
  }
})
