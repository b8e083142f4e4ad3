import assert from 'node:assert/strict'
import { test } from 'node:test'
import type { MetricsAnswer } from '#lib/modules/dashboards/schemas.ts'
import { englishText } from '#testing/language/english-text.ts'
import { scrapeState } from './scrape-state.ts'

const t = englishText('sources')

const answer = (...up: readonly (readonly [instance: string, value: string])[]): MetricsAnswer => ({
  status: 'success',
  data: {
    resultType: 'vector',
    result: up.map(([instance, value]) => ({
      metric: { __name__: 'up', job: 'db', instance },
      value: [0, value],
    })),
  },
})
const target = (url: string, labels: Record<string, string> = {}) => ({ url, job: 'db', labels })

test('a target is told by its job, host and port', () => {
  const up = answer(['db.example.com:9187', '1'], ['db.example.com', '0'])
  assert.equal(scrapeState(t, target('https://db.example.com:9187/metrics'), up).state, 'healthy')
  assert.equal(scrapeState(t, target('https://db.example.com:443/metrics'), up).state, 'down')
  assert.equal(scrapeState(t, target('http://db.example.com:8080/metrics'), up).state, 'unknown')
})

test('an instance label of its own counts instead', () => {
  assert.equal(
    scrapeState(t, target('http://10.0.0.1:9100/metrics', { instance: 'db-1' }), answer(['db-1', '1'])).state,
    'healthy',
  )
})

test('what cannot be told apart, or was not answered yet, is not known', () => {
  const both = answer(['a', '1'], ['a', '0'])
  assert.equal(scrapeState(t, target('http://a/metrics'), both).state, 'unknown')
  assert.equal(scrapeState(t, target('http://a/metrics'), undefined).state, 'unknown')
})
