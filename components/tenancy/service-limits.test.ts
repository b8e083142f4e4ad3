import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { NamedLimit } from '#lib/modules/alerting/domain/rule-drawing.ts'
import { englishText } from '#testing/language/english-text.ts'
import { limitsOfChart } from './service-limits.ts'
import { metricPanel, servicePanels } from './service-panels.ts'

const t = englishText('tenancy')
const limit = (ruleName: string, shape: string): NamedLimit => ({
  ruleName,
  shape,
  operator: '>',
  value: 3,
})
const LIMITS = [
  limit('down', 'up'),
  limit('down', 'up'),
  limit('fast', 'rate(orders_total[5m])'),
  limit('faster', 'rate(orders_total[1m])'),
  limit('disk', '1-node_filesystem_avail_bytes/node_filesystem_size_bytes'),
]
const namesOf = (expression = ''): readonly string[] =>
  limitsOfChart(expression, LIMITS, ({ ruleName }) => ruleName).map(({ label }) => label)

test('a chart has the limits of the rules that judge what it shows, whatever its selector', () => {
  const [up, disk] = servicePanels(t, 'api', ['up', 'node_filesystem_avail_bytes'])
  assert.deepEqual(namesOf(up?.expression), ['down'])
  assert.deepEqual(namesOf(disk?.expression), ['disk'])
  assert.deepEqual(namesOf(metricPanel(t, 'api', 'orders_total', []).expression), ['fast'])
})

test('a chart of something else of the same metric has none', () => {
  assert.deepEqual(namesOf('sum(up{job="api"})'), [])
  assert.deepEqual(namesOf('orders_total{job="api"}'), [])
})
