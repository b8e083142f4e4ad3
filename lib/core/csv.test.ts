import assert from 'node:assert/strict'
import { test } from 'node:test'
import { csvOf } from './csv.ts'

test('a table: head, rows, CR LF', () => {
  assert.equal(
    csvOf(
      ['a', 'b'],
      [
        ['x', 1],
        [null, true],
      ],
    ),
    'a,b\r\nx,1\r\n,true\r\n',
  )
})

test('commas, quotes, line breaks and outer blanks are quoted', () => {
  assert.equal(
    csvOf(['a'], [['x,y'], ['say "x"'], ['two\nlines'], [' x ']]),
    'a\r\n"x,y"\r\n"say ""x"""\r\n"two\nlines"\r\n" x "\r\n',
  )
})

test('what a spreadsheet would run is disarmed, numbers stay numbers', () => {
  for (const text of [
    '=1+1',
    '+1',
    '-1',
    '@SUM(A1)',
    '\t=1',
    '\n=1',
    '\r=1',
    '=cmd|x',
    '＝1',
    '＋1',
    '－1',
    '＠x',
  ])
    assert.match(csvOf(['a'], [[text]]), /\r\n"?'/, text)
  assert.equal(csvOf(['a'], [[-1]]), 'a\r\n-1\r\n')
})
