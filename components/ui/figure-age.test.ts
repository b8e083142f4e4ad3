import assert from 'node:assert/strict'
import { test } from 'node:test'
import { measured } from '#lib/modules/explain/domain/measured.ts'
import { ageOf, isTooOld } from './figure-age.ts'

const ANSWERED = new Date('2026-11-20T06:32:07Z')
const basis = { unit: 'count', formula: 'things', codeVersion: 'things 1' }
const fresh = measured(29, ANSWERED, { ...basis, asOf: ANSWERED })
const after = (seconds: number): Date => new Date(ANSWERED.getTime() + seconds * 1000)

test('a figure grows old while it stands there, not only until it was answered', () => {
  assert.equal(fresh.ageSeconds, 0)
  assert.equal(ageOf(fresh, after(151)), 151)
  assert.equal(isTooOld(fresh, after(150), 150), false)
  assert.equal(isTooOld(fresh, after(151), 150), true)
})

test('what was old when it was answered is old at once, even where the clock of the reader is behind', () => {
  const old = measured(29, ANSWERED, { ...basis, asOf: after(-200) })
  assert.equal(isTooOld(old, ANSWERED, 150), true)
  assert.equal(isTooOld(old, after(-3600), 150), true)
})

test('a figure without a limit is never too old', () => {
  assert.equal(isTooOld(fresh, after(1e9), undefined), false)
})
