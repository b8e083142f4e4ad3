// A change is on record with what was before and what is after: the audit page shows the difference from the entry alone.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'

const ROOT = resolve(import.meta.dirname, '../..')
/** Actions by whose name something that was there is another thing afterwards. */
const CHANGE = /'([a-z][a-z-]*\.(?:update|set|rename|change|map|confirm-email)(?:-[a-z]+)*)'/g

/** Changes that show nothing of before, each with the reason. */
const REASONS: Readonly<Record<string, string>> = {
  'password.change': 'neither password is written anywhere',
  'operator.set-up': 'there was nothing before',
}

const found = globSync('lib/modules/*/*.ts', { cwd: ROOT })
  .filter((file) => !/\.test\.ts$|schemas|repository/.test(file))
  .flatMap((file) => {
    const text = readFileSync(resolve(ROOT, file), 'utf8')
    if (!text.includes('recordAudit(')) return []
    return [...text.matchAll(CHANGE)].map(([, action = '']) => ({
      action,
      isShown: /\bbefore\b\s*[:,]/.test(text) && /\bafter\b\s*[:,]/.test(text),
    }))
  })

test('every verb that changes something records before and after', (t) => {
  assert.ok(found.length >= 8, `only ${found.length} actions were found`)
  const silent = found.filter(({ action, isShown }) => !isShown && REASONS[action] === undefined)
  assert.deepEqual(
    silent.map(({ action }) => action),
    [],
  )
  for (const action of Object.keys(REASONS))
    assert.ok(
      found.some((one) => one.action === action && !one.isShown),
      `${action} needs no reason any more`,
    )
  t.diagnostic(
    `${found.length} actions that change something: ${found.length - Object.keys(REASONS).length} with before and after, ${Object.keys(REASONS).length} with a reason`,
  )
})
