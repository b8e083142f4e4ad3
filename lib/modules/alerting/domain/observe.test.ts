import assert from 'node:assert/strict'
import { test } from 'node:test'
import { observe, type Sample } from './observe.ts'
import type { Rule } from './rule.ts'

const PLATFORM = 'platform-1'
const rule = (tenantId: string | null, labels: Record<string, string> = {}): Rule => ({
  id: 'rule-1',
  owner: { platformId: PLATFORM, tenantId },
  name: 'r',
  expr: 'up == 0',
  forSeconds: 0,
  intervalSeconds: 15,
  severity: 'P2',
  summary: '',
  labels,
  kind: 'incident',
  version: 1,
})
const resolve = (platformId: string, named: string): string | undefined =>
  platformId === PLATFORM && (named === 'Acme' || named === 'tenant-1') ? 'tenant-1' : undefined
const sample = (labels: Record<string, string>, value = 1): Sample => ({ labels, value })
const one = (of: Rule, labels: Record<string, string>) => {
  const [series] = observe(of, [sample(labels)], resolve)
  assert.ok(series)
  return series
}

test('a platform’s rule makes alerts of the tenant whose series it saw', () => {
  const series = one(rule(null), { __name__: 'up', platform: 'P', tenant: 'Acme', job: 'web' })
  assert.deepEqual(series.owner, { platformId: PLATFORM, tenantId: 'tenant-1' })
  assert.deepEqual(series.labels, { job: 'web' })
})

test('a platform’s own series make alerts of the platform', () => {
  const series = one(rule(null), { __name__: 'up', platform: 'P', job: 'web' })
  assert.deepEqual([series.owner.tenantId, series.labels], [null, { job: 'web' }])
})

test('an aggregation that leaves the tenant out makes an alert of the platform', () => {
  assert.deepEqual(one(rule(null), { job: 'web' }).owner, { platformId: PLATFORM, tenantId: null })
})

test('a tenant that this platform does not have stays a label', () => {
  const series = one(rule(null), { tenant: 'Somebody else', job: 'web' })
  assert.deepEqual([series.owner.tenantId, series.labels], [null, { tenant: 'Somebody else', job: 'web' }])
})

test('a tenant’s rule makes alerts of that tenant, whatever labels were sent', () => {
  const series = one(rule('tenant-1'), { tenant: 'Acme', platform: 'x', job: 'web' })
  assert.deepEqual(series.owner, { platformId: PLATFORM, tenantId: 'tenant-1' })
  assert.deepEqual(series.labels, { tenant: 'Acme', platform: 'x', job: 'web' })
})

test('the rule’s own labels win, and do not change which alert it is', () => {
  const plain = one(rule(null), { job: 'web', team: 'a' })
  const labelled = one(rule(null, { team: 'b' }), { job: 'web', team: 'a' })
  assert.deepEqual(labelled.labels, { job: 'web', team: 'b' })
  assert.equal(labelled.fingerprint, plain.fingerprint)
})

test('series that differ only in metric name or tenant are different alerts; a renamed tenant is the same one', () => {
  const series = observe(
    rule(null),
    [
      sample({ __name__: 'a', job: 'web' }),
      sample({ __name__: 'b', job: 'web' }),
      sample({ __name__: 'a', job: 'web', tenant: 'Acme' }),
    ],
    resolve,
  )
  assert.equal(new Set(series.map((each) => each.fingerprint)).size, 3)
  const byId = one(rule(null), { __name__: 'a', job: 'web', tenant: 'tenant-1' })
  assert.equal(byId.fingerprint, series[2]?.fingerprint)
})
