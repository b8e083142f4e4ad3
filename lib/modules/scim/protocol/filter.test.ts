import assert from 'node:assert/strict'
import { test } from 'node:test'
import fc from 'fast-check'
import { parseFilter, type FilterTargets } from './filter.ts'
import { ScimError } from '../domain/scim-error.ts'

const TARGETS: FilterTargets<
  'id' | 'members' | 'userName' | 'email' | 'active' | 'createdAt' | 'externalId'
> = {
  username: { column: 'userName', kind: 'text' },
  id: { column: 'id', kind: 'id' },
  members: { column: 'members', kind: 'reference', isOptional: true },
  'members.value': { column: 'members', kind: 'reference', isOptional: true },
  externalid: { column: 'externalId', kind: 'exact', isOptional: true },
  'emails.value': { column: 'email', kind: 'text' },
  'emails.type': { always: 'work' },
  active: { column: 'active', kind: 'boolean' },
  'meta.created': { column: 'createdAt', kind: 'time' },
}
const read = (text: string) => parseFilter(text, TARGETS)
const TRUE = { op: 'and', conditions: [] }

const GOOD: readonly (readonly [text: string, condition: unknown])[] = [
  ['userName eq "Ada"', { op: 'eq', column: 'userName', kind: 'text', value: 'Ada' }],
  ['USERNAME Eq "Ada"', { op: 'eq', column: 'userName', kind: 'text', value: 'Ada' }],
  [
    'urn:ietf:params:scim:schemas:core:2.0:User:userName sw "a"',
    { op: 'sw', column: 'userName', kind: 'text', value: 'a' },
  ],
  [String.raw`userName eq "CORP\\ada"`, { op: 'eq', column: 'userName', kind: 'text', value: 'CORP\\ada' }],
  [String.raw`userName eq "\u00e9\""`, { op: 'eq', column: 'userName', kind: 'text', value: 'é"' }],
  [String.raw`userName sw "C\\"`, { op: 'sw', column: 'userName', kind: 'text', value: 'C\\' }],
  ['userName gt "m"', { op: 'gt', column: 'userName', kind: 'text', value: 'm' }],
  ['externalId le "m"', { op: 'le', column: 'externalId', kind: 'exact', value: 'm' }],
  ['emails.type eq "Work"', TRUE],
  ['emails.type co "x"', { op: 'or', conditions: [] }],
  ['userName pr', TRUE],
  ['userName eq null', { op: 'or', conditions: [] }],
  ['id eq "none"', { op: 'or', conditions: [] }],
  ['externalId pr', { op: 'pr', column: 'externalId', kind: 'exact' }],
  ['members pr', { op: 'pr', column: 'members', kind: 'reference' }],
  [
    'members[value eq "0199F0A2-5C1E-7B3A-9D52-0C5A3F6B1E77"]',
    { op: 'eq', column: 'members', kind: 'reference', value: '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77' },
  ],
  ['members eq "none"', { op: 'or', conditions: [] }],
  ['active eq true', { op: 'eq', column: 'active', kind: 'boolean', value: true }],
  ['active eq "False"', { op: 'eq', column: 'active', kind: 'boolean', value: false }],
  ['externalId eq null', { op: 'eq', column: 'externalId', kind: 'exact', value: null }],
  [
    'meta.created ge "2026-01-01T00:00:00Z"',
    { op: 'ge', column: 'createdAt', kind: 'time', value: new Date('2026-01-01T00:00:00Z') },
  ],
  [
    'emails[type eq "work" and value co "@x.test"]',
    { op: 'and', conditions: [TRUE, { op: 'co', column: 'email', kind: 'text', value: '@x.test' }] },
  ],
  ['not (emails.type eq "home")', { op: 'not', condition: { op: 'or', conditions: [] } }],
  [
    'userName eq "a" or userName eq "b" and active eq true',
    {
      op: 'or',
      conditions: [
        { op: 'eq', column: 'userName', kind: 'text', value: 'a' },
        {
          op: 'and',
          conditions: [
            { op: 'eq', column: 'userName', kind: 'text', value: 'b' },
            { op: 'eq', column: 'active', kind: 'boolean', value: true },
          ],
        },
      ],
    },
  ],
]
for (const [text, condition] of GOOD) {
  test(`reads ${text}`, () => {
    assert.deepEqual(read(text), condition)
  })
}

const BAD: readonly (readonly [text: string, says: RegExp])[] = [
  ['', /grammar/],
  ['userName', /grammar/],
  ['userName eq', /grammar/],
  ['userName eq Ada', /grammar/],
  [String.raw`userName eq "a\x"`, /grammar/],
  ['userName eq "a" and', /grammar/],
  ['(userName eq "a"', /grammar/],
  ['userName === "a"', /grammar/],
  ['password eq "x"', /password cannot be filtered by; these can: username/],
  ['tenantId eq "x"', /tenantId cannot/],
  ['urn:ietf:params:scim:schemas:extension:acme:2.0:User:userName eq "x"', /userName cannot/],
  ['active gt true', /eq or ne/],
  ['emails.type eq 7', /quotation marks/],
  ['userName eq 7', /quotation marks/],
  ['id co "a"', /eq or ne/],
  ['active co "t"', /true or false/],
  ['meta.created eq "yesterday"', /a time/],
  ['userName co null', /null compares nothing/],
  [`userName eq "${'x'.repeat(1000)}"`, /at most 1000/],
  [
    `${'('.repeat(30)}userName pr${')'.repeat(30)} or ${'not ('.repeat(25)}userName pr${')'.repeat(25)}`,
    /deep/,
  ],
]
for (const [text, says] of BAD) {
  test(`refuses ${text.slice(0, 40)}`, () => {
    assert.throws(
      () => read(text),
      (error: unknown) =>
        error instanceof ScimError && error.scimType === 'invalidFilter' && says.test(error.message),
    )
  })
}

test('whatever is sent, it is read or refused as a filter', () => {
  const pieces = fc.constantFrom(
    'userName',
    ' eq ',
    '"a"',
    ' and ',
    '(',
    ')',
    '[',
    ']',
    'not ',
    ' pr',
    '\\',
    '"',
    '$',
    '\n',
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 20 }), (parts) => {
      try {
        read(parts.join(''))
      } catch (error) {
        assert.ok(error instanceof ScimError)
      }
    }),
  )
})
