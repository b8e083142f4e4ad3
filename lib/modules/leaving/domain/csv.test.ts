import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvCell, csvLine } from './csv.ts'

test('what a spreadsheet would run is text, and a number stays a number', () => {
  for (const [given, cell] of [
    ['=1+1', `'=1+1`],
    ['+cmd|calc', `'+cmd|calc`],
    ['-2+3', `'-2+3`],
    ['@SUM(A1)', `'@SUM(A1)`],
    ['\t=1', `'\t=1`],
    ['\n=1', `"'\n=1"`],
    ['＝1+1', `'＝1+1`],
    ['＋1', `'＋1`],
    ['－1', `'－1`],
    ['＠SUM(A1)', `'＠SUM(A1)`],
    ['-12.5', '-12.5'],
    ['-1e-7', '-1e-7'],
    ['plain', 'plain'],
  ] as const)
    assert.equal(csvCell(given), cell)
})

test('quotes, commas and line ends keep a cell together', () => {
  assert.equal(
    csvLine(['a "b", c', null, 'two\nlines', '=HYPERLINK("x")']),
    `"a ""b"", c",,"two\nlines","'=HYPERLINK(""x"")"\r\n`,
  )
})
