import assert from 'node:assert/strict'
import { test } from 'node:test'
import { controlsTransaction, runsOutsideTransaction } from './files.ts'

const scripts = [
  { sql: 'create table a (id int);\ncommit;\nselect 1;', expected: true },
  { sql: 'BEGIN;\n  ROLLBACK ;', expected: true },
  {
    sql: 'create function f() returns int language plpgsql as $$\nbegin\n  return 1;\nend;\n$$;',
    expected: false,
  },
  { sql: 'do $body$ begin\n  perform 1;\nend;\n$body$;\nend;', expected: true },
  { sql: `insert into a values ('commit; now');`, expected: false },
]
for (const { sql, expected } of scripts) {
  test(`${JSON.stringify(sql)} ${expected ? 'ends' : 'keeps'} its transaction`, () => {
    assert.equal(controlsTransaction(sql), expected)
  })
}

test('only the first line takes a migration out of its transaction', () => {
  assert.equal(runsOutsideTransaction('-- no-transaction\ncreate index concurrently i on a (b);'), true)
  assert.equal(runsOutsideTransaction('select 1;\n-- no-transaction'), false)
})
