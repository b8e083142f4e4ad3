import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { metricNames, ownerWords, servicesSentence } from './service-words.ts'

const t = englishText('tenancy')

test('the sentence counts what is not healthy, worst first', () => {
  assert.match(servicesSentence(t, []), /Nothing has sent/)
  assert.equal(
    servicesSentence(t, [{ state: 'healthy', count: 1 }]),
    '1 service, healthy by its last samples.',
  )
  assert.equal(
    servicesSentence(t, [
      { state: 'healthy', count: 1 },
      { state: 'down', count: 1 },
      { state: 'unknown', count: 1 },
    ]),
    '3 services: 1 down, 1 no data, 1 healthy.',
  )
})

test('a service belongs to its platform, or to one of its tenants', () => {
  assert.equal(ownerWords({ platformName: 'IDP', tenantName: null }), 'IDP')
  assert.equal(ownerWords({ platformName: 'IDP', tenantName: 'Merbau' }), 'IDP, Merbau')
})

test('names are read from an instant vector only', () => {
  const vector: MetricsAnswer['data'] = {
    resultType: 'vector',
    result: [
      { metric: { __name__: 'up' }, value: [0, '1'] },
      { metric: {}, value: [0, '1'] },
    ],
  }
  assert.deepEqual(metricNames({ status: 'success', data: vector }), ['up'])
  assert.deepEqual(metricNames({ status: 'success', data: { resultType: 'scalar', result: [0, '1'] } }), [])
})
