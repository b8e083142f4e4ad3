import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import { isAudible } from './hub.ts'
import { parseLiveEvent, type LiveEvent } from './live-event.ts'

const P = platformId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e71')
const Q = platformId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e72')
const A = tenantId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e73')
const B = tenantId('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e74')

const event = (platform: string | null, tenant: string | null): LiveEvent => ({
  table: 'incident',
  id: '1',
  platform,
  tenant,
})
const SCOPES: Record<'operator' | 'P' | 'Q' | 'A' | 'B', Scope> = {
  operator: { kind: 'operator' },
  P: { kind: 'platform', platformId: P },
  Q: { kind: 'platform', platformId: Q },
  A: { kind: 'tenant', platformId: P, tenantId: A },
  B: { kind: 'tenant', platformId: P, tenantId: B },
}
const heardBy = (heard: LiveEvent): string[] =>
  Object.entries(SCOPES).flatMap(([name, scope]) => (isAudible(scope, heard) ? [name] : []))

test('an event is heard in the scope of its row and above, never beside it', () => {
  assert.deepEqual(heardBy(event(P, A)), ['operator', 'P', 'A'])
  assert.deepEqual(heardBy(event(P, null)), ['operator', 'P'])
  assert.deepEqual(heardBy(event(Q, null)), ['operator', 'Q'])
  assert.deepEqual(heardBy(event(null, null)), ['operator'])
})

test('only payloads of ours are events', () => {
  assert.deepEqual(parseLiveEvent(`{"table":"rule","id":"1","platform":"${P}","tenant":null}`), {
    table: 'rule',
    id: '1',
    platform: P,
    tenant: null,
  })
  for (const rubbish of ['', 'null', '[]', '{"table":1,"id":"1"}', '{"table":"rule"}', '{']) {
    assert.equal(parseLiveEvent(rubbish), null)
  }
})
