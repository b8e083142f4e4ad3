import assert from 'node:assert/strict'
import { test } from 'node:test'
import { ApiProblem } from '#components/shell/api-problem.ts'
import type { FieldFault } from '#lib/core/errors.ts'
import { fieldFor, placeFaults, placeIssues } from './form-faults.ts'

const problem = (
  faults: readonly FieldFault[],
  code: 'invalid_input' | 'conflict' = 'invalid_input',
): ApiProblem =>
  new ApiProblem({
    status: 400,
    code,
    message: 'Nothing was changed.',
    faults,
    requestId: undefined,
    retryAfterSeconds: undefined,
  })

test('a fault belongs to its field, or to the nearest one above it', () => {
  assert.equal(fieldFor('name', ['name', 'steps']), 'name')
  assert.equal(fieldFor('steps.0.delaySeconds', ['steps.0.delaySeconds', 'steps']), 'steps.0.delaySeconds')
  assert.equal(fieldFor('steps.1.delaySeconds', ['steps.0.delaySeconds', 'steps']), 'steps')
  assert.equal(fieldFor('scope', ['name']), null)
  assert.equal(fieldFor('', ['name']), null)
})

test('what the server refuses lands on its field, as a sentence', () => {
  assert.deepEqual(placeFaults(problem([{ field: 'name', problem: 'at most 100 characters' }]), ['name']), [
    { field: 'name', message: 'At most 100 characters' },
  ])
})

test('a fault without a field keeps the words of the whole problem', () => {
  assert.deepEqual(placeFaults(problem([]), ['name']), [{ field: null, message: 'Nothing was changed.' }])
  assert.deepEqual(
    placeFaults(
      problem([
        { field: 'name', problem: 'is taken' },
        { field: 'scope', problem: 'is not known' },
      ]),
      ['name'],
    ),
    [
      { field: 'name', message: 'Is taken' },
      { field: null, message: 'Nothing was changed.' },
    ],
  )
})

test('a conflict is about the field that it is said to be about', () => {
  const taken = [{ field: 'name', message: 'Nothing was changed.' }]
  assert.deepEqual(placeFaults(problem([], 'conflict'), ['name'], 'name'), taken)
  assert.deepEqual(placeFaults(problem([], 'conflict'), ['name']), [
    { field: null, message: 'Nothing was changed.' },
  ])
})

test('of several faults of a schema every field shows its first', () => {
  assert.deepEqual(
    placeIssues(
      [
        { path: ['name'], message: 'at least one character' },
        { path: ['name'], message: 'control characters cannot be part of a name' },
        { path: ['steps', 0, 'memberIds'], message: 'at least one member' },
        { path: ['platformId'], message: 'an id' },
      ],
      ['name', 'steps'],
    ),
    [
      { field: 'name', message: 'At least one character' },
      { field: 'steps', message: 'At least one member' },
      { field: null, message: 'PlatformId: an id' },
    ],
  )
})
