import assert from 'node:assert/strict'
import { test } from 'node:test'
import { z } from 'zod'
import { DomainError } from '#lib/core/errors.ts'
import { parseInput } from './parse-input.ts'

const schema = z.strictObject({
  name: z.string().max(3),
  plain: z.strictObject({ on: z.boolean() }).optional(),
  told: z.string('a name, e.g. Ada').optional(),
  kind: z.enum(['one', 'two']).optional(),
  list: z.array(z.int()).min(1).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  settings: z
    .union(
      [
        z.strictObject({ issuer: z.string('an issuer') }),
        z.strictObject({ a: z.string('a'), b: z.string('b') }),
      ],
      'the settings of its kind',
    )
    .optional(),
})

const faultsOf = (input: unknown): readonly string[] => {
  try {
    parseInput(schema, input)
  } catch (error) {
    assert.ok(error instanceof DomainError)
    return error.faults.map(({ field, problem }) => `${field}: ${problem}`)
  }
  return []
}

const FAULTS: readonly (readonly [input: unknown, faults: readonly string[]])[] = [
  [{ name: 'Ada' }, []],
  [7, ['(body): an object with its fields']],
  [{}, ['name: it is missing: a text']],
  [{ name: 'Adam' }, ['name: at most 3 characters']],
  [{ name: 'a', plain: [] }, ['plain: an object with its fields']],
  [{ name: 'a', plain: { on: 'x' } }, ['plain.on: true or false']],
  [{ name: 'a', told: 7 }, ['told: a name, e.g. Ada']],
  [{ name: 'a', kind: 'x' }, ['kind: one of one, two']],
  [{ name: 'a', list: [] }, ['list: at least 1 member']],
  [{ name: 'a', list: [1.5] }, ['list.0: a whole number']],
  [{ name: 'a', labels: [] }, ['labels: an object of names and values']],
  [{ name: 'a', settings: 7 }, ['settings: the settings of its kind']],
  [{ name: 'a', settings: { issuer: 7 } }, ['settings.issuer: an issuer']],
  [{ name: 'a', settings: { a: 'x', b: 7 } }, ['settings.b: b']],
  [{ name: 'a', isAdmin: true }, ['(body): Unrecognized key: "isAdmin"']],
]
for (const [input, faults] of FAULTS) {
  test(`${JSON.stringify(input)}: ${faults.length} faults`, () => {
    assert.deepEqual(faultsOf(input), faults)
  })
}
