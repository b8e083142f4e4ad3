import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvRow } from './csv.ts'

test('cells are quoted where they must be, and nowhere else', () => {
  assert.equal(
    csvRow(['a', 'b,c', 'say "x"', 'two\nlines', '', null]),
    'a,"b,c","say ""x""","two\nlines",,\r\n',
  )
})

test('what a spreadsheet would run is shown as text', () => {
  for (const formula of ['=1+1', '+1', '-1', '@sum(a1)', '\t=1', '\r=1'])
    assert.ok(csvRow([formula]).replace(/^"/, '').startsWith(`'${formula}`), formula)
  assert.equal(csvRow(['a=1', '2026-11-20']), 'a=1,2026-11-20\r\n')
})
