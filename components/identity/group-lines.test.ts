import assert from 'node:assert/strict'
import { test } from 'node:test'
import { englishText } from '#testing/language/english-text.ts'
import { groupLines, mappingFaults, parseGroupLines } from './group-lines.ts'

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
    const typed = `a = viewer\n${line}`
    assert.equal(parseGroupLines(typed), 2, line)
    const [fault] = mappingFaults(englishText('identity'), typed)
    assert.match(fault?.message ?? '', /^Line 2 is not/)
  }
})
