import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { createMetrics, mayReadMetrics, metricsToken } from './metrics.ts'
import { EXPOSITION_TYPE, startMetricsServer } from './metrics-server.ts'

const token = metricsToken('a secret of at least thirty-two characters')
const metrics = createMetrics()
const done = metrics.counter('bailiwick_test_things_total', 'Things.', ['kind'])
let server: Awaited<ReturnType<typeof startMetricsServer>>
let isHealthy = true

before(async () => {
  server = await startMetricsServer({
    port: 0,
    token,
    healthy: () => isHealthy,
    pages: {
      '/metrics': async () => await metrics.registry.metrics(),
      '/broken': async () => await Promise.reject(new Error('no figures')),
    },
  })
})
after(async () => await server.close())

const get = async (path: string, authorization?: string, method = 'GET') =>
  await fetch(`http://127.0.0.1:${server.port}${path}`, {
    method,
    headers: authorization === undefined ? {} : { authorization },
  })

test('the page needs the token and speaks the text format', async () => {
  done.inc({ kind: 'a' }, 3)
  const answer = await get('/metrics', `Bearer ${token}`)
  assert.equal(answer.status, 200)
  assert.equal(answer.headers.get('content-type'), EXPOSITION_TYPE)
  const text = await answer.text()
  assert.match(text, /^bailiwick_test_things_total\{kind="a"\} 3$/m)
  assert.match(text, /^nodejs_eventloop_lag_seconds /m)
  for (const wrong of [undefined, 'Bearer ', `Bearer ${token}x`, `Basic ${token}`])
    assert.equal((await get('/metrics', wrong)).status, 401)
})

test('health needs no token; unknown pages, other methods and broken figures have their statuses', async () => {
  assert.equal((await get('/healthz')).status, 200)
  isHealthy = false
  assert.equal((await get('/healthz')).status, 503)
  assert.equal((await get('/nowhere', `Bearer ${token}`)).status, 404)
  assert.equal((await get('/metrics', `Bearer ${token}`, 'POST')).status, 405)
  assert.equal((await get('/broken', `Bearer ${token}`)).status, 500)
})

test('names that say neither area nor unit are refused', () => {
  assert.throws(() => metrics.counter('bailiwick_things', 'x'), /metric/)
  assert.throws(() => metrics.counter('things_total', 'x'), /metric/)
  assert.throws(() => metrics.histogram('bailiwick_test_wait_ms', 'x'), /metric/)
  assert.throws(() => metrics.gauge('bailiwick_test_things2_total', 'x'), /metric/)
})

test('the token follows from the secret alone', () => {
  assert.equal(token, metricsToken('a secret of at least thirty-two characters'))
  assert.notEqual(token, metricsToken('another secret of thirty-two characters'))
  assert.ok(mayReadMetrics(`bearer ${token}`, token))
  assert.ok(!mayReadMetrics(null, token))
})
