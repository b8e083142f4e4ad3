import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { measured, notMeasured, type Measured } from './domain/measured.ts'
import { measuredSchema } from './schemas.ts'

const basis = {
  unit: 's',
  asOf: new Date('2026-11-20T06:32:07Z'),
  formula: 'now minus the time of the newest sample',
  codeVersion: 'newestSampleAge 1',
}
const schema = measuredSchema(z.number())

test('what the constructors make passes the schema, and the parsed answer is a Measured again', () => {
  const figure: Measured<number> = schema.parse(measured(4.2, new Date('2026-11-20T06:33:00Z'), basis))
  assert.equal(figure.value, 4.2)
  const empty: Measured<number> = schema.parse(
    notMeasured({ reason: 'No sample.', filledBy: 'A source.' }, basis),
  )
  assert.equal(empty.value, null)
})

test('a value of another type, an undated figure and a foreign link are refused', () => {
  const good = measured(4.2, new Date('2026-11-20T06:33:00Z'), basis)
  for (const bad of [
    { ...good, value: 'four' },
    { ...good, asOf: 'yesterday' },
    { ...good, inputs: [{ label: 'rows', href: 'https://example.org' }] },
    { ...good, missing: { reason: 'x' } },
  ]) {
    assert.equal(schema.safeParse(bad).success, false)
  }
})
