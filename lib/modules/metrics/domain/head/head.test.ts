import assert from 'node:assert/strict'
import { test } from 'node:test'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { label, request, sample, series } from '../../testing/proto.ts'
import { applyBatch } from './apply-batch.ts'
import { Head, type Lane } from './head.ts'
import { readBatch, type ResolveTenant } from './read-batch.ts'

const P = platformId('00000000-0000-7000-8000-00000000000a')
const Q = platformId('00000000-0000-7000-8000-00000000000b')
const T = tenantId('00000000-0000-7000-8000-000000000001')
const U = tenantId('00000000-0000-7000-8000-000000000002')
const HOUR = 3_600_000
const NOW = 1_790_000_000_000

const lane = (more: Partial<Lane> = {}): Lane => ({
  platformId: P,
  tenantId: T,
  tenantLabel: null,
  maxSeries: null,
  ...more,
})
const tenants: ResolveTenant = (_, named) => ({ acme: T, globex: U })[named]

function world() {
  const jobs: string[] = []
  const head = new Head(6 * HOUR, (owner, job) => jobs.push(`${owner.tenantId ?? 'platform'} ${job}`))
  const write = (body: Uint8Array, on: Lane = lane(), nowMs = NOW) => {
    const batch = readBatch(body, { lane: on, head, nowMs, resolveTenant: tenants, isShut: () => false })
    const touched = applyBatch(batch, head, nowMs)
    const { accepted, refused, examples } = batch.outcome
    return { accepted, refused: Object.fromEntries(refused), examples, touched }
  }
  const seen = (scope: Scope) =>
    head
      .partitionsIn(scope)
      .flatMap((partition) => [...partition.select([])].map((found) => found.labels.join(' ')))
      .toSorted()
  return { head, jobs, write, seen }
}

const up = (job: string, ...samples: number[][]) =>
  series(label('__name__', 'up'), label('job', job), ...samples)

test('valid samples of a request are kept and each refused one is counted with its reason', () => {
  const { write } = world()
  const outcome = write(
    request(
      up('web', sample(NOW, 1), sample(NOW + 6 * 60_000, 1), sample(NOW - 7 * HOUR, 1), sample(NOW + 1, 1)),
      series(label('job', 'x'), sample(NOW, 1), sample(NOW + 1, 1)),
      series(label('__name__', 'u'), label('z', '1'), label('a', '2'), sample(NOW, 1)),
      up('web', sample(NOW, 2), sample(NOW, 1)),
    ),
  )
  assert.equal(outcome.accepted, 3)
  assert.deepEqual(outcome.refused, {
    too_new: 1,
    too_old: 1,
    name_missing: 2,
    labels_unsorted: 1,
    duplicate_sample: 1,
  })
  assert.equal(outcome.examples.get('too_old'), 'up{job="web"}')
  assert.equal(outcome.examples.get('name_missing'), '"job x"')
})

test('a series is one, however its labels are spelt, and spellings stop being remembered at some point', () => {
  const { head, write, seen } = world()
  write(request(series(sample(NOW, 1), label('__name__', 'up'), label('job', 'web'))))
  for (let i = 0; i < 500; i++) {
    // An empty label is no label: five hundred spellings of one series.
    write(request(series(label('__name__', 'up'), label('job', 'web'), label(`x${i}`, ''), sample(NOW, 1))))
  }
  assert.deepEqual(seen(operatorScope), ['__name__ up job web'])
  assert.ok(head.rawIndex(lane()).size <= 64)
})

test('a scope sees its own partitions and no other', () => {
  const { write, seen } = world()
  write(request(up('a', sample(NOW, 1))))
  write(request(up('b', sample(NOW, 1))), lane({ tenantId: U }))
  write(request(up('c', sample(NOW, 1))), lane({ tenantId: null }))
  write(request(up('d', sample(NOW, 1))), lane({ platformId: Q, tenantId: null }))
  assert.deepEqual(seen({ kind: 'tenant', platformId: P, tenantId: T }), ['__name__ up job a'])
  assert.deepEqual(seen({ kind: 'platform', platformId: Q }), ['__name__ up job d'])
  assert.equal(seen({ kind: 'platform', platformId: P }).length, 3)
  assert.equal(seen(operatorScope).length, 4)
  assert.deepEqual(seen({ kind: 'tenant', platformId: Q, tenantId: T }), [])
})

test('a label may name the tenant: by it the partition is chosen, without it the platform has the series', () => {
  const { write, seen } = world()
  const on = lane({ tenantId: null, tenantLabel: 'customer' })
  const of = (customer: string) =>
    series(label('__name__', 'up'), label('customer', customer), sample(NOW, 1))
  const outcome = write(request(of('acme'), of('nobody'), of('globex'), up('host', sample(NOW, 1))), on)
  assert.deepEqual(outcome.refused, { unknown_tenant: 1 })
  assert.deepEqual(seen({ kind: 'tenant', platformId: P, tenantId: U }), ['__name__ up customer globex'])
  assert.equal(seen({ kind: 'platform', platformId: P }).length, 3)
})

test('the limit of active series stops new ones only', () => {
  const { write } = world()
  const limited = lane({ maxSeries: 2 })
  assert.deepEqual(
    write(request(...['a', 'b', 'c'].map((job) => up(job, sample(NOW, 1)))), limited).refused,
    {
      max_active_series: 1,
    },
  )
  const again = write(request(...['a', 'b', 'c'].map((job) => up(job, sample(NOW + 1, 1)))), limited)
  assert.equal(again.accepted, 2)
})

test('says which metrics were touched, and each new job once', () => {
  const { write, jobs } = world()
  const { touched } = write(
    request(up('web', sample(NOW, 1)), series(label('__name__', 'x'), sample(NOW, 1))),
  )
  assert.deepEqual(
    [...touched].map(([owner, names]) => [owner.tenantId, [...names]]),
    [[T, ['up', 'x']]],
  )
  write(request(up('web', sample(NOW + 1, 1)), up('db', sample(NOW, 1))))
  assert.deepEqual(jobs, [`${T} web`, `${T} db`])
})

test('what is older than the retention leaves, series without samples too, and memory with it', () => {
  const { head, write, seen } = world()
  write(request(up('old', sample(NOW, 1)), up('both', sample(NOW, 1))))
  const later = NOW + 5 * HOUR
  write(request(up('both', sample(later, 1)), up('new', sample(later, 1))), lane(), later)
  assert.equal(head.sweep(NOW + 6 * HOUR + 1), 1)
  assert.deepEqual(seen(operatorScope), ['__name__ up job both', '__name__ up job new'])
  assert.equal(head.totals.samples, 2)
  assert.equal(head.rawIndex(lane()).size, 2)
  assert.equal(head.sweep(NOW + 12 * HOUR), 2)
  assert.deepEqual(head.totals, { series: 0, samples: 0, sampleBytes: 0, labelBytes: 0 })
})

test('a series that leaves between reading and writing comes back', () => {
  const { head, write, seen } = world()
  write(request(up('web', sample(NOW, 1))))
  const later = NOW + 7 * HOUR
  const batch = readBatch(request(up('web', sample(later, 2))), {
    lane: lane(),
    head,
    nowMs: later,
    resolveTenant: tenants,
    isShut: () => false,
  })
  head.sweep(later)
  assert.deepEqual(seen(operatorScope), [])
  applyBatch(batch, head, later)
  assert.equal(batch.outcome.accepted, 1)
  assert.deepEqual(seen(operatorScope), ['__name__ up job web'])
})

test('selects by label, absent ones counting as empty', () => {
  const { head, write } = world()
  write(
    request(
      up('web', sample(NOW, 1)),
      up('db', sample(NOW, 1)),
      series(label('__name__', 'x'), sample(NOW, 1)),
    ),
  )
  const partition = head.partition({ platformId: P, tenantId: T })
  const select = (name: string, matches: (value: string) => boolean, ...values: string[]) =>
    [...partition.select([{ name, values: values.length === 0 ? undefined : values, matches }])]
      .map((found) => found.labels.at(-1) ?? '')
      .toSorted()
  assert.deepEqual(
    select('job', (value) => value === 'web', 'web'),
    ['web'],
  )
  assert.deepEqual(
    select('job', (value) => value !== 'web'),
    ['db', 'x'],
  )
  assert.deepEqual(
    select('job', (value) => /^.*b$/.test(value)),
    ['db', 'web'],
  )
  assert.deepEqual(
    select('job', (value) => value === '', ''),
    ['x'],
  )
  assert.deepEqual(
    select('none', (value) => value === 'x', 'x'),
    [],
  )
})
