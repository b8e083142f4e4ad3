import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measured, notMeasured } from './measured.ts'

const basis = {
  unit: 'count',
  asOf: new Date('2026-11-20T06:32:07Z'),
  formula: 'incidents that are not resolved',
  inputs: [{ label: 'Open incidents', href: '/incidents?state=open' }],
  codeVersion: 'countOpenIncidents 1',
}

test('a figure carries its value, its age and what it was made of', () => {
  const figure = measured(2, new Date('2026-11-20T06:32:11Z'), basis)
  assert.equal(figure.value, 2)
  assert.equal(figure.ageSeconds, 4)
  assert.equal(figure.asOf, '2026-11-20T06:32:07.000Z')
  assert.deepEqual(figure.inputs, basis.inputs)
  assert.deepEqual(figure.exclusions, [])
  assert.equal(figure.recompute, null)
  assert.equal('missing' in figure, false)
})

test('zero is a value, and data of the future has no negative age', () => {
  const figure = measured(0, new Date('2026-11-20T06:32:00Z'), basis)
  assert.equal(figure.value, 0)
  assert.equal(figure.ageSeconds, 0)
})

test('a figure that was not measured has no value and says what brings one', () => {
  const missing = { reason: 'No backup was drilled yet.', filledBy: 'The first drill runs at 03:00 UTC.' }
  const figure = notMeasured<number>(missing, { ...basis, recompute: 'q-1' })
  assert.equal(figure.value, null)
  assert.deepEqual(figure.missing, missing)
  assert.equal(figure.recompute, 'q-1')
})
