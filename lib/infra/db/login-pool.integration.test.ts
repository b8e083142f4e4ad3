// A process that was not restarted yet finds its way when the passwords of the roles were changed under it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setSecrets } from '#testing/set-secrets.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { createTestDatabase, type TestDatabase } from '#testing/database.ts'
import { rolePassword, roleUrl } from '#lib/infra/cluster/role-password.ts'
import { openDatabase, openPool } from './index.ts'
import { isWrongPassword, otherLogins } from './login-pool.ts'

const NEXT = 'the next secret of this installation, long enough'
const endings: (() => Promise<unknown>)[] = []
let db: TestDatabase

before(async () => {
  // The database has the passwords of one secret, the process begins with those of the other.
  setSecrets(NEXT, TEST_SECRET)
  db = await createTestDatabase()
})
after(async () => {
  for (const end of endings.toReversed()) await end()
  await db.drop()
})

const stale = (role: 'auth' | 'engine', url: string): string => roleUrl(url, role, rolePassword(NEXT, role))

test('a pool whose password is refused goes on with the other one', async () => {
  const pool = openPool(stale('engine', db.urls.engine), 'test', 2)
  endings.push(async () => await pool.end())
  const answers = await Promise.all(
    Array.from({ length: 5 }, async () => await pool.query('select 1 as one')),
  )
  assert.ok(answers.every(({ rows }) => rows.length === 1))
})

test('the client of a role does so too', async () => {
  const database = openDatabase({ auth: stale('auth', db.urls.auth) }, 'test')
  endings.push(async () => await database.close())
  assert.equal(await database.asAuth(async (tx) => await tx.member.count()), 0)
})

test('a login that is none of ours has no other password', () => {
  assert.deepEqual(otherLogins('postgres://somebody:secret@localhost/bailiwick'), [])
  assert.equal(otherLogins(db.urls.engine).length, 1)
  assert.ok(!isWrongPassword(new Error('away')))
})
