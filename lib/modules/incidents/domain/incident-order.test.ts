import assert from 'node:assert/strict'
import { test } from 'node:test'
import { INCIDENT_SORTS, ORDERS, readPlace, writePlace, type Placed } from './incident-order.ts'

const INCIDENT: Placed = {
  id: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77',
  severity: 'P1',
  state: 'open',
  openedAt: new Date('2026-11-20T10:00:00.000Z'),
  resolvedAt: null,
}

test('every order ends by the id, so that no two incidents share a place', () => {
  for (const sort of INCIDENT_SORTS) assert.equal(ORDERS[sort].at(-1)?.field, 'id', sort)
})

test('a place is read as it was written, in every order, with an end and without', () => {
  for (const sort of INCIDENT_SORTS) {
    for (const resolvedAt of [null, new Date('2026-11-20T11:00:00.000Z')]) {
      const incident = { ...INCIDENT, resolvedAt }
      const read = readPlace(sort, writePlace(sort, incident))
      assert.deepEqual(
        read,
        ORDERS[sort].map(({ field }) => ({ field, value: incident[field] })),
        sort,
      )
    }
  }
})

test('the place of another order, a changed one and a strange one are none', () => {
  const place = writePlace('severity', INCIDENT)
  assert.equal(readPlace('-opened', place), null)
  assert.equal(readPlace('severity', place.replace('P1', 'P9')), null)
  assert.equal(readPlace('severity', place.replace('2026', 'x')), null)
  assert.equal(readPlace('severity', `${place}x`), null)
  assert.equal(readPlace('worst', ''), null)
})
