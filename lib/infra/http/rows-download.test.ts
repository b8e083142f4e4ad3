import assert from 'node:assert/strict'
import { test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { rowsDownload, type RowsFile } from './rows-download.ts'

const ctx = { scope: operatorScope, clock: manualClock(new Date('2026-11-22T09:00:00Z')) }

async function* rows() {
  yield await Promise.resolve({ name: '=1+1', count: 2 })
  yield { name: 'a "b"', count: 3 }
}

const file = (format: 'csv' | 'json'): RowsFile<{ name: string; count: number }> => ({
  name: 'things',
  field: 'things',
  format,
  columns: [
    ['name', ({ name }) => name],
    ['count', ({ count }) => count],
  ],
  views: rows(),
})

const textOf = async (format: 'csv' | 'json'): Promise<string> => {
  let text = ''
  for await (const piece of rowsDownload(ctx, file(format)).pieces) text += piece
  return text
}

test('a list is written as CSV, a row to a line, and no cell is a formula', async () => {
  assert.equal(await textOf('csv'), `name,count\r\n'=1+1,2\r\n"a ""b""",3\r\n`)
})

test('and as JSON, as the list answers it, a row to a line', async () => {
  const text = await textOf('json')
  assert.deepEqual(JSON.parse(text), {
    things: [
      { name: '=1+1', count: 2 },
      { name: 'a "b"', count: 3 },
    ],
  })
  assert.equal(text.trim().split('\n').length, 4)
})

test('the file is named after the list, the scope and the day', () => {
  const { headers } = rowsDownload(ctx, file('csv')).toResponse(200)
  assert.match(headers.get('content-disposition') ?? '', /"things-operator-2026-11-22\.csv"/)
})
