// What changes something leaves an audit entry: every verb of every module is looked at, or it is written down why not.
import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { test } from 'node:test'

const ROOT = resolve(import.meta.dirname, '../..')
const VERB = /^export async function (\w+)\(\s*_?ctx: (?:Request|Session)Context/gm
const LOCAL_IMPORT = /from '(\.\/[^']+\.ts)'/g
/** A transaction that may write; `db.read(` and `readOnly` open one in which Postgres refuses to. */
const WRITES = /\bdb\s*\.tx\(|\bwithScope\(/

/** Verbs that write without an entry, each with the reason why nobody misses one. */
const REASONS: Readonly<Record<string, string>> = {
  refuseUnreachable: 'only reads the list of allowed addresses',
}

/** A file of a module with the files of the same module that it uses, but not its repositories. */
function withLocal(file: string, seen = new Set<string>()): string {
  if (seen.has(file) || !existsSync(file)) return ''
  seen.add(file)
  const text = readFileSync(file, 'utf8')
  const used = [...text.matchAll(LOCAL_IMPORT)].map(([, path = '']) => join(dirname(file), path))
  return [
    text,
    ...used.filter((one) => !/repository|schemas/.test(one)).map((one) => withLocal(one, seen)),
  ].join('\n')
}

const writing = globSync('lib/modules/*/*.ts', { cwd: ROOT })
  .filter((file) => !/\.test\.ts$|repository/.test(file))
  .flatMap((file) => {
    const own = readFileSync(resolve(ROOT, file), 'utf8')
    const all = withLocal(resolve(ROOT, file))
    return [...own.matchAll(VERB)].flatMap(([, name = '']) =>
      WRITES.test(own) ? [{ name, isRecorded: all.includes('recordAudit(') }] : [],
    )
  })

test('every verb that opens a writing transaction records an entry', (t) => {
  assert.ok(writing.length > 35, `only ${writing.length} verbs were found`)
  const silent = writing.filter(({ name, isRecorded }) => !isRecorded && REASONS[name] === undefined)
  assert.deepEqual(
    silent.map(({ name }) => name),
    [],
  )
  t.diagnostic(
    `${writing.length} verbs that write, ${Object.keys(REASONS).length} of them with a reason instead of an entry`,
  )
})

test('no reason is left over', () => {
  for (const name of Object.keys(REASONS)) {
    const verb = writing.find((one) => one.name === name)
    assert.ok(verb !== undefined, `${name} does not write any more`)
    assert.ok(!verb.isRecorded, `${name} records an entry now`)
  }
})
