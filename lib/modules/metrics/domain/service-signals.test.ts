import assert from 'node:assert/strict'
import { test } from 'node:test'
import { Partition } from './head/partition.ts'
import type { HeadTotals } from './head/series.ts'
import { flatLabels, labelsKey } from './labels.ts'
import { jobsSeen, signalOf, SILENT_MS } from './service-signals.ts'
import { setStale } from './stale.ts'

const NOW = 1_800_000_000_000
const totals = (): HeadTotals => ({ series: 0, samples: 0, sampleBytes: 0, labelBytes: 0 })

/** A partition with one series per entry: labels, age in ms, value (`stale` ends it). */
function partitionOf(
  ...entries: readonly (readonly [Record<string, string>, number, number | 'stale'])[]
): Partition {
  const partition = new Partition({ platformId: 'p', tenantId: null }, totals(), () => undefined)
  for (const [labels, age, value] of entries) {
    const flat = flatLabels(labels)
    const values = new Float64Array([value === 'stale' ? 0 : value])
    if (value === 'stale') setStale(values, 0)
    const series = partition.find(labelsKey(flat)) ?? partition.create(flat, labelsKey(flat))
    series.append(NOW - age, values, 0, 0)
  }
  return partition
}
const up = (job: string, instance: string) => ({ __name__: 'up', job, instance })
const signal = (partition: Partition, job: string) => signalOf(jobsSeen(partition, NOW).get(job), NOW)

test('nothing ever came', () => assert.equal(signal(partitionOf(), 'api'), 'never'))

test('samples come, with or without an `up` of their own', () => {
  const partition = partitionOf([{ __name__: 'requests', job: 'api' }, 1000, 5], [up('db', 'a'), 1000, 1])
  assert.equal(signal(partition, 'api'), 'reporting')
  assert.equal(signal(partition, 'db'), 'reporting')
})

test('a target is down when none of its addresses answers', () => {
  const partition = partitionOf(
    [up('api', 'a'), 1000, 0],
    [up('api', 'b'), 1000, 1],
    [up('db', 'a'), 1000, 0],
  )
  assert.equal(signal(partition, 'api'), 'reporting')
  assert.equal(signal(partition, 'db'), 'target_down')
})

test('old and ended series are silence, not health', () => {
  assert.equal(signal(partitionOf([up('api', 'a'), SILENT_MS, 1]), 'api'), 'silent')
  assert.equal(signal(partitionOf([up('api', 'a'), SILENT_MS - 1, 1]), 'api'), 'reporting')
  assert.equal(signal(partitionOf([up('api', 'a'), 1000, 'stale']), 'api'), 'silent')
})

test('a target that is gone does not hold down one that answers again', () => {
  const partition = partitionOf([up('api', 'a'), 2000, 0], [up('api', 'a'), 1000, 1])
  assert.equal(signal(partition, 'api'), 'reporting')
})
