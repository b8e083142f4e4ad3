import assert from 'node:assert/strict'
import { test } from 'node:test'
import { apiAuditFilter, auditHref, dayFaults, readAuditFilter, readEntryRef } from './audit-filter.ts'

test('an address gives the filter that made it', () => {
  const filter = { text: 'a & b', action: 'rule.', actor: 'Nadia', from: '2026-11-20' }
  const href = auditHref('operator', filter, { chain: 'operator', seq: '7' })
  const params = Object.fromEntries(new URL(href, 'http://x').searchParams)
  assert.deepEqual(readAuditFilter(params), filter)
  assert.deepEqual(readEntryRef(params), { chain: 'operator', seq: '7' })
  assert.equal(params['scope'], 'operator')
})

test('what is empty or names nothing is left out', () => {
  assert.deepEqual(readAuditFilter({ text: ' ', action: undefined, other: 'x' }), {})
  for (const entry of ['', 'operator', 'operator@', 'operator@x', '@7', 'a@1@2'])
    assert.equal(readEntryRef({ entry }), null, entry)
  assert.deepEqual(new URL(auditHref('operator', {}), 'http://x').search, '?scope=operator&view=usual')
})

test('days are whole days in UTC; what is no day is passed on to be refused', () => {
  assert.deepEqual(apiAuditFilter({ from: '2026-11-20', to: '2026-11-20', text: 'x' }), {
    text: 'x',
    from: '2026-11-20T00:00:00.000Z',
    to: '2026-11-21T00:00:00.000Z',
  })
  assert.deepEqual(apiAuditFilter({ from: 'yesterday' }), { from: 'yesterday' })
})

test('a day that is not whole, and days in the wrong order, are said at their field', () => {
  const none = new Set<string>()
  assert.deepEqual(dayFaults({ from: '2026-11-20', to: '2026-11-20', text: 'x' }, none), {})
  assert.deepEqual(dayFaults({ from: '', text: 'x' }, new Set(['from'])), { from: 'noDay' })
  assert.deepEqual(dayFaults({ from: '20266-11-20', to: '2026-11-20' }, none), { from: 'noDay' })
  assert.deepEqual(dayFaults({ from: '2026-11-21', to: '2026-11-20' }, none), { to: 'reversed' })
})
