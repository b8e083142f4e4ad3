import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { z } from 'zod'
import { openEngineWorld } from '../testing/engine-world.ts'
import { label, request, sample, series } from '../testing/proto.ts'

const world = await openEngineWorld()
after(async () => await world.close())

const at = Math.floor(Date.now() / 1000) * 1000
const requests = (code: string, ...values: number[]) =>
  series(
    label('__name__', 'requests_total'),
    label('code', code),
    ...values.map((value, i) => sample(at - (values.length - 1 - i) * 15_000, value)),
  )
await world.write(request(requests('200', 0, 15, 30, 45, 60), requests('500', 0, 0, 1, 2, 3)))

const authorization = 'Bearer key-acme'
const get = async (path: string, params: Record<string, string>, headers?: Record<string, string>) =>
  await world.send(`/api/v1/${path}?${new URLSearchParams(params)}`, {
    headers: headers ?? { authorization },
  })
const errorShape = z.object({ status: z.literal('error'), errorType: z.string(), error: z.string() })

test('answers instant queries in the shape of the Prometheus API, by GET and by POST', async () => {
  const params = { query: 'sum by (code) (requests_total)', time: String(at / 1000) }
  const answer = await get('query', params)
  assert.equal(answer.status, 200)
  assert.match(String(answer.headers['content-type']), /^application\/json/)
  const expected = {
    status: 'success',
    data: {
      resultType: 'vector',
      result: [
        { metric: { code: '200' }, value: [at / 1000, '60'] },
        { metric: { code: '500' }, value: [at / 1000, '3'] },
      ],
    },
  }
  assert.deepEqual(JSON.parse(answer.body), expected)
  const posted = await world.send('/api/v1/query', {
    method: 'POST',
    headers: { authorization, 'content-type': 'application/x-www-form-urlencoded' },
    body: new URLSearchParams(params).toString(),
  })
  assert.deepEqual(JSON.parse(posted.body), expected)
})

test('answers range queries', async () => {
  const times = { start: String(at / 1000 - 30), end: String(at / 1000), step: '15' }
  const { body } = await get('query_range', { query: 'requests_total{code="200"}', ...times })
  assert.deepEqual(JSON.parse(body), {
    status: 'success',
    data: {
      resultType: 'matrix',
      result: [
        {
          metric: { __name__: 'requests_total', code: '200' },
          values: [
            [at / 1000 - 30, '30'],
            [at / 1000 - 15, '45'],
            [at / 1000, '60'],
          ],
        },
      ],
    },
  })
})

test('answers scalars and strings', async () => {
  const { body } = await get('query', { query: '1 / 0', time: '10.5' })
  assert.deepEqual(JSON.parse(body), {
    status: 'success',
    data: { resultType: 'scalar', result: [10.5, '+Inf'] },
  })
})

test('says what is wrong with a query, where, and with which status', async () => {
  const cases: [string, Record<string, string>, number, string, RegExp][] = [
    ['query', {}, 400, 'bad_data', /"query": it is missing/],
    ['query', { query: 'sum(' }, 400, 'bad_data', /1:4: parse error/],
    ['query', { query: 'up', time: 'x' }, 400, 'bad_data', /"time": cannot parse/],
    ['query_range', { query: 'up' }, 400, 'bad_data', /"start": it is missing/],
    ['query_range', { query: 'up', start: '0', end: '1', step: '0' }, 400, 'bad_data', /zero or negative/],
    [
      'query',
      { query: 'requests_total + on() requests_total' },
      422,
      'execution',
      /duplicate series|many-to-many/,
    ],
    ['query', { query: 'requests_total', timeout: '0' }, 503, 'canceled', /cancelled|ran out of time/],
  ]
  for (const [path, params, status, type, message] of cases) {
    const answer = await get(path, params)
    assert.equal(answer.status, status, answer.body)
    const { errorType, error } = errorShape.parse(JSON.parse(answer.body))
    assert.equal(errorType, type)
    assert.match(error, message)
  }
})

test('asking needs a credential that may ask', async () => {
  const cases: [Record<string, string>, number][] = [
    [{}, 401],
    [{ authorization: 'Bearer nobody' }, 401],
    [{ authorization: 'Bearer src-acme' }, 403],
    [{ authorization: 'Bearer key-powerless' }, 403],
    [{ authorization: `Basic ${Buffer.from('grafana:key-acme').toString('base64')}` }, 200],
  ]
  for (const [headers, status] of cases) {
    const answer = await get('query', { query: 'up' }, headers)
    assert.equal(answer.status, status, answer.body)
    if (status !== 200) errorShape.parse(JSON.parse(answer.body))
  }
})

test('a form is the only body that is taken', async () => {
  const headers = { authorization, 'content-type': 'application/json' }
  const { status, body } = await world.send('/api/v1/query', {
    method: 'POST',
    headers,
    body: '{"query":"up"}',
  })
  assert.equal(status, 415)
  assert.match(errorShape.parse(JSON.parse(body)).error, /x-www-form-urlencoded/)
})

test('health: alive without a credential; what is not ready is told to our scraper and readers', async () => {
  assert.equal((await world.send('/-/healthy')).body, 'Healthy.\n')
  assert.equal((await world.send('/healthz')).status, 200)
  for (const known of ['Bearer scraper', 'Bearer key-acme']) {
    const told = await world.send('/readyz', { headers: { authorization: known } })
    assert.equal(told.status, 200)
    assert.match(told.body, /"name":"log","ok":true/)
  }
  for (const stranger of [{}, { 'x-forwarded-for': '203.0.113.7' }, { authorization: 'Bearer nobody' }]) {
    const answer = await world.send('/readyz', { headers: stranger })
    assert.equal(answer.status, 200)
    assert.deepEqual(JSON.parse(answer.body), { status: 'ready' })
  }
})

test('metrics are for our own scraper and the operator, on this machine too', async () => {
  const as = async (headers: Record<string, string>) => (await world.send('/metrics', { headers })).status
  for (const from of [{}, { 'x-forwarded-for': '203.0.113.7' }]) {
    assert.equal(await as(from), 401)
    assert.equal(await as({ ...from, authorization: 'Bearer scraper' }), 200)
    assert.equal(await as({ ...from, authorization: 'Bearer key-operator' }), 200)
    assert.equal(await as({ ...from, authorization: 'Bearer key-acme' }), 404)
  }
})
