// Functions that run with the rights of the owner of the tables: each is there because something calls it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'

const ROOT = resolve(import.meta.dirname, '../..')
let db: TestDatabase
before(async () => {
  db = await createTestDatabase()
})
after(async () => await db.drop())

/** Every source of the product, without its tests. */
const sources = (): string =>
  ['app', 'lib', 'workers', 'scripts']
    .flatMap((folder) =>
      readdirSync(join(ROOT, folder), { recursive: true, encoding: 'utf8' })
        .filter((name) => /\.(?:ts|tsx|mjs)$/.test(name) && !/\.test\.\w+$/.test(name))
        .map((name) => readFileSync(join(ROOT, folder, name), 'utf8')),
    )
    .join('\n')

/** Names of these functions, with whatever else the database itself says that may name them. */
async function catalogue(): Promise<{ names: string[]; words: string }> {
  return await withClient(db.urls.admin, async (client) => {
    const { rows } = await client.query<{ name: string }>(
      `select distinct p.proname::text as name from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where p.prosecdef and n.nspname in ('public', 'metrics')`,
    )
    const said = await client.query<{ text: string }>(
      `select pg_get_triggerdef(oid) as text from pg_trigger where not tgisinternal
       union all select concat_ws(' ', qual, with_check) from pg_policies
       union all select replace(p.prosrc, p.proname, '') from pg_proc p join pg_namespace n on n.oid = p.pronamespace
        where n.nspname in ('public', 'metrics')`,
    )
    return { names: rows.map(({ name }) => name), words: said.rows.map(({ text }) => text).join('\n') }
  })
}

test('no function with the rights of the owner is left that nothing calls', async () => {
  const { names, words } = await catalogue()
  assert.ok(names.length > 5, `${names.length} functions`)
  const said = `${words}\n${sources()}`
  assert.deepEqual(
    names.filter((name) => !new RegExp(`\\b${name}\\b`).test(said)),
    [],
    'drop it by a migration',
  )
})
