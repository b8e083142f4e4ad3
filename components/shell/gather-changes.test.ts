import { QueryClient } from '@tanstack/react-query'
import assert from 'node:assert/strict'
import { test, type TestContext } from 'node:test'
import { AT_ONCE_MS, gatherChanges, makePace } from './gather-changes.ts'

/** A cache with one query of incidents and one of sources, and what of it was found stale since the last look. */
function open(t: TestContext) {
  t.mock.timers.enable({ apis: ['setTimeout', 'Date'] })
  const client = new QueryClient()
  const cache = client.getQueryCache()
  for (const table of ['incident', 'source'] as const) {
    cache.build(client, { queryKey: [table], meta: { tables: [table] } }).setData(1)
  }
  const { pace, set } = makePace()
  const stale = () => {
    const names = cache.getAll().flatMap((query) => (query.state.isInvalidated ? [query.queryKey[0]] : []))
    for (const query of cache.getAll()) query.setData(1)
    return names
  }
  return {
    client,
    gather: gatherChanges(client, pace),
    set,
    stale,
    tick: (ms: number) => t.mock.timers.tick(ms),
  }
}

test('changes that come close together are one look, at what is made of them alone', (t) => {
  const { gather, stale, tick } = open(t)
  gather.add('incident')
  gather.add('incident')
  assert.deepEqual(stale(), [])
  tick(AT_ONCE_MS)
  assert.deepEqual(stale(), ['incident'])
})

test('with an interval, what changed is looked at once in it', (t) => {
  const { gather, set, stale, tick } = open(t)
  set(10_000)
  gather.add('source')
  tick(9999)
  assert.deepEqual(stale(), [])
  tick(1)
  assert.deepEqual(stale(), ['source'])
})

test('a paused page stands still, and catches up when it goes on', (t) => {
  const { gather, set, stale, tick } = open(t)
  gather.add('incident')
  set(null)
  gather.add('source')
  tick(3_600_000)
  assert.deepEqual(stale(), [])
  set(AT_ONCE_MS)
  tick(AT_ONCE_MS)
  assert.deepEqual(stale(), ['incident', 'source'])
})

test('after a gap in the stream everything is looked at; after the end nothing', (t) => {
  const { gather, set, stale, tick } = open(t)
  gather.addAll()
  tick(AT_ONCE_MS)
  assert.deepEqual(stale(), ['incident', 'source'])
  gather.add('incident')
  gather.stop()
  set(10_000)
  tick(60_000)
  assert.deepEqual(stale(), [])
})

/** A page comes to stand there, with what the server read for it. */
function bring(client: QueryClient, table: 'incident' | 'source', data?: number) {
  client
    .getQueryCache()
    .build(client, { queryKey: [table, 'brought'], meta: { tables: [table] }, initialData: data })
}

test('what a page brings along is looked at again when a change of it was heard while it was on its way', (t) => {
  const { client, gather, stale, tick } = open(t)
  gather.add('incident')
  tick(AT_ONCE_MS)
  stale()
  tick(4000)
  bring(client, 'incident', 1)
  bring(client, 'source', 1)
  tick(AT_ONCE_MS)
  assert.deepEqual(stale(), ['incident', 'incident'])
  tick(1000)
  client.getQueryCache().clear()
  bring(client, 'incident', 1)
  tick(AT_ONCE_MS)
  assert.deepEqual(stale(), [], 'the change is older than the way')
})

test('what a page is still to fetch needs no second look', (t) => {
  const { client, gather, stale, tick } = open(t)
  gather.add('incident')
  tick(AT_ONCE_MS)
  stale()
  bring(client, 'incident')
  tick(AT_ONCE_MS)
  assert.deepEqual(stale(), [])
})
