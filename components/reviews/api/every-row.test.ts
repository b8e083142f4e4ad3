import assert from 'node:assert/strict'
import { test } from 'node:test'
import { everyRow, type Page } from './every-row.ts'

test('a list is read to its end, page after page, and what was read is counted', async () => {
  const pages: Readonly<Record<string, Page<number>>> = {
    first: { rows: [1, 2], next: 'b' },
    b: { rows: [3, 4], next: 'c' },
    c: { rows: [5], next: null },
  }
  const asked: (string | undefined)[] = []
  const seen: number[] = []
  const rows = await everyRow(
    async (after) => {
      asked.push(after)
      return pages[after ?? 'first'] ?? assert.fail('this page was never offered')
    },
    (count) => seen.push(count),
  )
  assert.deepEqual(rows, [1, 2, 3, 4, 5])
  assert.deepEqual(asked, [undefined, 'b', 'c'])
  assert.deepEqual(seen, [2, 4, 5])
})

test('a page that cannot be read leaves no part of the list', async () => {
  const load = async (after: string | undefined): Promise<Page<number>> => {
    if (after !== undefined) throw new Error('too much at once')
    return { rows: [1], next: 'b' }
  }
  await assert.rejects(
    everyRow(load, () => {}),
    /too much at once/,
  )
})
