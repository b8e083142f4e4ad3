import assert from 'node:assert/strict'
import { test } from 'node:test'
import { placeIssues } from './form-faults.ts'
import { unreadIssues } from './unread-issues.ts'

const control = (name: string, type: string, badInput: boolean) => ({ name, type, validity: { badInput } })
const say = (kind: string): string => `say ${kind}`

test('half a moment is told at its field, before anything that a schema says of the empty text it comes as', () => {
  const unread = unreadIssues(
    [control('role', 'text', false), control('roleUntil', 'datetime-local', true)],
    say,
  )
  assert.deepEqual(unread, [{ path: ['roleUntil'], message: 'say moment' }])
  assert.deepEqual(
    placeIssues([...unread, { path: ['roleUntil'], message: 'required' }], ['role', 'roleUntil']),
    [{ field: 'roleUntil', message: 'Say moment' }],
  )
})

test('each kind of control has its own words, and a control without a name is in no form', () => {
  const controls = [
    control('a', 'number', true),
    control('b.0.c', 'email', true),
    control('', 'datetime-local', true),
    control('d', 'datetime-local', false),
  ]
  assert.deepEqual(unreadIssues(controls, say), [
    { path: ['a'], message: 'say number' },
    { path: ['b.0.c'], message: 'say other' },
  ])
})
