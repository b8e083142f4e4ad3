import assert from 'node:assert/strict'
import { test } from 'node:test'
import { byMoment, byText, holds, inTurn, pageOf, reversed } from './list-page.ts'

const rows = ['a', 'b', 'c', 'd', 'e'].map((id) => ({ id }))
const idsOf = (found: readonly { readonly id: string }[]): string => found.map(({ id }) => id).join('')

test('pages follow each other without gap or repeat, and the last one says that it is', () => {
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = pageOf(rows, { after, limit: 2 })
    assert.equal(page.total, 5)
    seen.push(idsOf(page.rows))
    after = page.next ?? undefined
  } while (after !== undefined)
  assert.deepEqual(seen, ['ab', 'cd', 'e'])
  assert.equal(pageOf(rows, { limit: 5 }).next, null)
  assert.equal(pageOf(rows, {}).rows.length, 5)
  assert.deepEqual(pageOf([], { limit: 5 }), { rows: [], next: null, total: 0 })
})

test('a place that is not in the list is refused by the name of its field', () => {
  assert.throws(() => pageOf(rows, { after: 'x', limit: 2 }), /after/)
})

test('words are looked for in any case, in any of the texts', () => {
  assert.ok(holds('LICence', null, 'a licence'))
  assert.ok(holds(undefined, null))
  assert.ok(!holds('x', null, 'a licence'))
})

test('an order asks in turn and leaves nothing to chance; what has no moment is last', () => {
  const list = [
    { id: '2', name: 'é', at: null },
    { id: '1', name: 'É', at: '2026-01-02' },
    { id: '3', name: 'e', at: '2026-01-01' },
  ]
  const byAt = byMoment<(typeof list)[number]>(({ at }) => at)
  assert.equal(idsOf(list.toSorted(inTurn(byAt))), '312')
  assert.equal(idsOf(list.toSorted(inTurn(reversed(byAt)))), '213')
  const same = list.map((row) => ({ ...row, name: 'same' }))
  assert.equal(idsOf(same.toSorted(inTurn(byText(({ name }) => name)))), '123')
})
