import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Registry } from 'prom-client'
import { createJobMetrics, registerJobGauges } from './job-metrics.ts'

const linesOf = (text: string): string[] =>
  text.split('\n').filter((line) => line !== '' && !line.startsWith('#'))

test('runs are counted by job and outcome', async () => {
  const registry = new Registry()
  const metrics = createJobMetrics(registry)
  metrics.ran('thing.do', 'ok', 0.01)
  metrics.ran('thing.do', 'ok', 0.3)
  metrics.ran('thing.do', 'dead', 4)
  const lines = linesOf(await registry.metrics())
  assert.ok(lines.includes('bailiwick_jobs_run_seconds_count{job="thing.do",outcome="ok"} 2'))
  assert.ok(lines.includes('bailiwick_jobs_run_seconds_count{job="thing.do",outcome="dead"} 1'))
})

test('gauges are read when they are scraped; what cannot be read is missing, not zero', async () => {
  const registry = new Registry()
  let isAway = false
  registerJobGauges(registry, {
    queues: {
      async depth(queue) {
        if (isAway) throw new Error('the queue is away')
        return queue === 'paging' ? { waiting: 3, active: 1 } : { waiting: 0, active: 0 }
      },
    },
    clock: { skewSeconds: () => (isAway ? null : -0.25) },
    isListening: () => !isAway,
  })
  const before = linesOf(await registry.metrics())
  assert.deepEqual(before, [
    'bailiwick_jobs_queue_depth{queue="paging",state="waiting"} 3',
    'bailiwick_jobs_queue_depth{queue="paging",state="active"} 1',
    'bailiwick_jobs_queue_depth{queue="general",state="waiting"} 0',
    'bailiwick_jobs_queue_depth{queue="general",state="active"} 0',
    'bailiwick_jobs_clock_skew_seconds -0.25',
    'bailiwick_jobs_listening 1',
  ])
  isAway = true
  assert.deepEqual(linesOf(await registry.metrics()), ['bailiwick_jobs_listening 0'])
})
