import assert from 'node:assert/strict'
import { test } from 'node:test'
import { CURSOR, inTurn, LONGEST_CURSOR, MOST_CHAINS, readCursor, writeCursor } from './export-cursor.ts'

const TENANT = 'tenant:0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e02'

test('a cursor of several chains is read as it was written, the chain that was cut first', () => {
  const positions = new Map([
    ['operator', 7n],
    ['platform:x', 3n],
    [TENANT, 120n],
  ])
  const text = writeCursor(positions, 'platform:x')
  assert.equal(text, `heads;platform:x@3;operator@7;${TENANT}@120`)
  assert.match(text, CURSOR)
  const read = readCursor(text)
  assert.deepEqual([read.last, read.isOfAll], ['platform:x', true])
  assert.deepEqual(new Map(read.positions), positions)
  assert.deepEqual(readCursor(writeCursor(new Map(), null)), {
    positions: new Map(),
    last: null,
    isOfAll: true,
  })
})

test('the place of one record says nothing about other chains', () => {
  assert.match(`${TENANT}@5`, CURSOR)
  const { positions, isOfAll } = readCursor(`${TENANT}@5`)
  assert.deepEqual([[...positions], isOfAll], [[[TENANT, 5n]], false])
})

test('of a chain that stands twice nothing is skipped', () => {
  for (const text of ['heads;a@2;a@9', 'heads;a@9;a@2']) assert.equal(readCursor(text).positions.get('a'), 2n)
})

test('what is no cursor does not look like one', () => {
  for (const text of [
    '',
    'heads;',
    'heads;a',
    'a',
    'a@',
    'a@1;b@2',
    'a@x',
    'heads;a@1;',
    'A@1',
    "a@1' or 1=1",
  ])
    assert.doesNotMatch(text, CURSOR)
})

test('every chain has its turn, beginning behind the one that was cut', () => {
  const heads = ['c', 'a', 'b'].map((key) => ({ key }))
  const keys = (last: string | null): string =>
    inTurn(heads, last)
      .map(({ key }) => key)
      .join('')
  assert.deepEqual(
    [keys(null), keys('a'), keys('b'), keys('c'), keys('0')],
    ['abc', 'bca', 'cab', 'abc', 'abc'],
  )
})

test('the cursor of as many chains as an export takes is not too long to be sent', () => {
  const positions = new Map(
    Array.from({ length: MOST_CHAINS }, (_, n): [string, bigint] => [
      TENANT.slice(0, -5) + String(n).padStart(5, '0'),
      10n ** 17n,
    ]),
  )
  assert.equal(positions.size, MOST_CHAINS)
  assert.ok(writeCursor(positions, null).length <= LONGEST_CURSOR)
})
