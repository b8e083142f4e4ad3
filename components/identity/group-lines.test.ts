import assert from 'node:assert/strict'
import { test } from 'node:test'
import { groupLines, parseGroupLines } from './group-lines.ts'

test('groups are written as lines and read back', () => {
  const mapping = [
    { group: 'staff', role: 'tenant_viewer' },
    { group: 'cn=admins,ou=x', role: 'tenant_admin' },
  ] as const
  assert.deepEqual(parseGroupLines(groupLines(mapping)), mapping)
  assert.deepEqual(parseGroupLines('\n  night shift = On call \n\n'), [
    { group: 'night shift', role: 'on_call' },
  ])
})

test('a line that says nothing is named', () => {
  for (const line of ['staff', 'staff =', '= viewer', 'staff = boss']) {
    const read = parseGroupLines(`a = viewer\n${line}`)
    assert.ok(typeof read === 'string' && read.startsWith('Line 2 '), line)
  }
})
