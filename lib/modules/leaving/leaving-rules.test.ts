// Every table of the Prisma schema that belongs to tenants has a rule for the day on which one of them leaves.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { test } from 'node:test'
import { LEAVING_RULES, ruleOf, SEEN_THROUGH } from './domain/leaving-rules.ts'

const ROOT = resolve(import.meta.dirname, '../../..')

interface Model {
  readonly table: string
  /** Columns by their names in the database, with their Prisma types. */
  readonly columns: ReadonlyMap<string, string>
}

/** The models of the schema files, read as text. */
function models(): Model[] {
  return globSync('prisma/schema/*.prisma', { cwd: ROOT }).flatMap((file) => {
    const text = readFileSync(resolve(ROOT, file), 'utf8')
    return [...text.matchAll(/^model \w+ \{\n([^]*?)^\}/gm)].map(([, body = '']) => ({
      table: /@@map\("(\w+)"\)/.exec(body)?.[1] ?? '',
      columns: new Map(
        [...body.matchAll(/^ {2}(\w+) +(\w+)[^\n]*/gm)].map(([line, name = '', type = '']) => [
          /@map\("(\w+)"\)/.exec(line)?.[1] ?? name,
          type,
        ]),
      ),
    }))
  })
}

test('a table with a tenant has a leaving rule, and a rule has a table', () => {
  const all = models()
  assert.ok(all.length > 20, `${all.length} models were read`)
  const owned = all.filter(({ columns }) => columns.has('tenant_id')).map(({ table }) => table)
  const missing = owned.filter((table) => LEAVING_RULES[table] === undefined)
  assert.deepEqual(missing, [], 'add a line to lib/modules/leaving/domain/leaving-rules.ts')
  const known = new Set(all.map(({ table }) => table))
  for (const table of [...Object.keys(LEAVING_RULES), ...Object.keys(SEEN_THROUGH)])
    assert.ok(known.has(table), `${table} is no table any more`)
})

/** Bytes that may leave: digests of the audit chain, which are what it is checked by. */
const OPEN_BYTES = [
  'audit_entry.salt',
  'audit_entry.commitment',
  'audit_entry.prev_hash',
  'audit_entry.hash',
  'audit_entry.signature',
  // It stands in the public DNS of the domain.
  'email_domain.token',
  'audit_chain.head_hash',
  // What witnesses outside were given of the chain; the public key checks it.
  'audit_anchor_head.hash',
  'audit_anchor_head.signature',
]

test('a column of bytes or a secret by its name does not leave unless somebody decided so', () => {
  const leaving = models().filter(({ table }) => LEAVING_RULES[table]?.leftOut === null)
  const suspicious = leaving.flatMap(({ table, columns }) =>
    [...columns]
      .filter(([name, type]) => type === 'Bytes' || /secret|password|token|_hash$|^hash$/.test(name))
      .map(([name]) => `${table}.${name}`),
  )
  assert.ok(suspicious.length >= 5)
  const undecided = suspicious.filter((one) => {
    const [table = '', column = ''] = one.split('.')
    return ruleOf(table)?.secret[column] === undefined && !OPEN_BYTES.includes(one)
  })
  assert.deepEqual(undecided, [])
})
