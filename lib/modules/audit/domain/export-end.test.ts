import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvNext, csvTitle } from './export-lines.ts'
import { readExportEnd } from './export-end.ts'

const CURSOR = 'heads;platform:018f0000-0000-7000-8000-00000000000a@17;operator@3'

test('a table says by its last row where it was cut, and only there', () => {
  assert.deepEqual(readExportEnd('csv', csvTitle() + csvNext(CURSOR)), { next: CURSOR })
  assert.deepEqual(readExportEnd('csv', csvTitle()), { next: null })
  assert.deepEqual(readExportEnd('csv', `${csvNext(CURSOR)}operator,4,…,ab\r\n`), { next: null })
})

test('lines say by their last one where they were cut; without it they were broken off', () => {
  const end = (next: string | null) =>
    `${JSON.stringify({ type: 'end', records: 2, chains: 1, next, cursor: CURSOR, signature: 'x' })}\n`
  assert.deepEqual(readExportEnd('jsonl', `{"type":"entry"}\n${end(CURSOR)}`), { next: CURSOR })
  assert.deepEqual(readExportEnd('jsonl', end(null)), { next: null })
  assert.equal(readExportEnd('jsonl', `${end(null)}{"type":"entry"}\n`), null)
  assert.equal(readExportEnd('jsonl', '{"type":"entry","next":nu'), null)
  assert.equal(readExportEnd('jsonl', ''), null)
})
