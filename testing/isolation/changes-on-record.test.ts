// A change is on record with what was before and what is after, field by field: the audit page shows the difference from the
// entry alone. Every action that is recorded is looked at, and every field that callers can choose.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { isSecurityKind } from '#lib/modules/security/domain/kinds.ts'
import { CHANGED_FIELDS, SHOWS_NO_DIFFERENCE } from './changed-fields.ts'

const ROOT = resolve(import.meta.dirname, '../..')
const RECORDS = /recordAudit|noteRefused|recordListExport|AuditEvent/
const ACTION = /'([a-z][a-z_-]*(?:\.[a-z][a-z_-]*)+)'/g
/** Texts that look like an action and are none. */
const NO_ACTION = new Set(['ipaddr.js'])

const sources = globSync('{lib,app,workers}/**/*.ts', { cwd: ROOT })
  .filter((file) => !/\.test\.ts$|\/testing\//.test(file))
  .map((file) => ({ file, text: readFileSync(resolve(ROOT, file), 'utf8') }))
  .filter(({ text }) => RECORDS.test(text))
const recorded = new Set(
  sources
    .flatMap(({ text }) => [...text.matchAll(ACTION)].map(([, action = '']) => action))
    .filter((action) => !isSecurityKind(action) && !NO_ACTION.has(action)),
)

test('of every action it is known whether it changes something, and what', (t) => {
  assert.ok(recorded.size > 120, `only ${recorded.size} actions were found`)
  const known = [...Object.keys(CHANGED_FIELDS), ...Object.keys(SHOWS_NO_DIFFERENCE)]
  assert.deepEqual(
    [...recorded].filter((action) => !known.includes(action)),
    [],
    'say in changed-fields.ts what it changes',
  )
  assert.deepEqual(
    known.filter((action) => !recorded.has(action)),
    [],
    'nothing records these any more',
  )
  assert.equal(new Set(known).size, known.length, 'none is in two lists')
  t.diagnostic(`${recorded.size} actions, ${Object.keys(CHANGED_FIELDS).length} of them change something`)
})

test('every field that callers can change has its place in the entry', () => {
  const missing = Object.entries(CHANGED_FIELDS).flatMap(
    ([action, { fields, input, means = [], holds = {} }]) =>
      Object.keys(input?.shape ?? {})
        .filter((name) => !means.includes(name))
        .flatMap((name) => holds[name] ?? [name])
        .filter((name) => !fields.includes(name))
        .map((name) => `${action}: ${name}`),
  )
  assert.deepEqual(missing, [])
})

test('what records such an action writes before and after', () => {
  const silent = Object.keys(CHANGED_FIELDS).filter(
    (action) =>
      !sources.some(
        ({ text }) =>
          text.includes(`'${action}'`) && /\bbefore\b\s*[:,}]/.test(text) && /\bafter\b\s*[:,}]/.test(text),
      ),
  )
  assert.deepEqual(silent, [])
})
