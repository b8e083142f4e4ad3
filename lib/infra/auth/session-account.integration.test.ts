// Whose session a cookie is, for whoever only counts: no forged, foreign or ended one is anybody's.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { manualClock, systemClock } from '#lib/core/clock.ts'
import { createRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { insertMember } from '#testing/insert-member.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { createKeyring } from './keys.ts'
import { createSession } from './session.ts'
import { createSessionAccounts } from './session-account.ts'
import { issueSessionCookie } from './session-cookie.ts'

const PUBLIC_URL = 'https://bw.example'
const clock = manualClock(systemClock.now())
let world: TestWorld
let admin: pg.Client
let own: Runtime

before(async () => {
  world = await openTestWorld()
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  own = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log: createLogger('test', 'silent'),
    publicUrl: PUBLIC_URL,
    clock,
  })
})
after(async () => {
  await admin.end()
  await world.close()
})

/** What a browser sends for a session id. */
const headerFor = async (sid: string, keyring = own.keyring): Promise<string> =>
  (await issueSessionCookie(keyring, PUBLIC_URL, sid, 3600)).split(';')[0] ?? ''

const begin = async (memberId: string): Promise<string> =>
  await createSession(own, { memberId, way: 'password', factorAt: null, ip: null, userAgent: null })

/** The same runtime, which says how often the database was asked. */
function counting(): { readonly deps: Runtime; asked: number } {
  const seen = {
    asked: 0,
    deps: {
      ...own,
      database: {
        ...own.database,
        asAuth: async <T>(fn: Parameters<typeof own.database.asAuth<T>>[0]): Promise<T> => {
          seen.asked += 1
          return await own.database.asAuth(fn)
        },
      },
    },
  }
  return seen
}

test('every session of a member is the same account, and asked for once', async () => {
  const [ada, ben] = [await insertMember(admin, 'Ada'), await insertMember(admin, 'Ben')]
  const seen = counting()
  const accountOf = createSessionAccounts(() => seen.deps)
  const [first, second, other] = [
    await headerFor(await begin(ada)),
    await headerFor(await begin(ada)),
    await headerFor(await begin(ben)),
  ]
  assert.deepEqual(await Promise.all([first, first, second, other].map(accountOf)), [ada, ada, ada, ben])
  assert.equal(await accountOf(`theme=dark; ${first}`), ada)
  assert.equal(seen.asked, 3)
  clock.advance(61_000)
  assert.equal(await accountOf(first), ada)
  assert.equal(seen.asked, 4, 'but not believed for ever')
})

test('no forged cookie is anybody’s, and none costs the database a question', async () => {
  const id = await insertMember(admin, 'Cora')
  const seen = counting()
  const accountOf = createSessionAccounts(() => seen.deps)
  const sid = await begin(id)
  const real = await headerFor(sid)
  const foreign = createKeyring(randomBytes(32).toString('hex'))
  const [name = ''] = real.split('=')
  // Not the last letter: two bits of it say nothing.
  const changed = real.at(-9) === 'A' ? 'B' : 'A'
  const forged = [
    `${name}=${sid}`,
    `${name}=`,
    `${name}=${id}`,
    `${real.slice(0, -9)}${changed}${real.slice(-8)}`,
    `${real}x`,
    real.replace(name, 'session'),
    await headerFor(sid, foreign),
    '',
    null,
  ]
  for (const header of forged) assert.equal(await accountOf(header), null, String(header))
  assert.equal(seen.asked, 0)
  assert.equal(await accountOf(real), id)
})

test('a session that ended, that never was, or of whoever is switched off is nobody’s', async () => {
  const id = await insertMember(admin, 'Dora')
  const accountOf = createSessionAccounts(() => own)
  const [ended, off] = [await begin(id), await begin(id)]
  assert.equal(await accountOf(await headerFor(randomBytes(32).toString('base64url'))), null)
  await admin.query(
    `update session set ended_at = $2 where member_id = $1 and hash = (select hash from session where member_id = $1 order by id limit 1)`,
    [id, clock.now()],
  )
  const alive = [await accountOf(await headerFor(ended)), await accountOf(await headerFor(off))]
  assert.ok(alive.includes(id) && alive.includes(null), 'the one that goes on, and not the other')
  await admin.query(`update member set state = 'disabled' where id = $1`, [id])
  assert.equal(await createSessionAccounts(() => own)(await headerFor(off)), null)
})

test('a session that rested longer than any role may is nobody’s, and a shorter rest ends nothing here', async () => {
  const id = await insertMember(admin, 'Finn')
  const header = await headerFor(await begin(id))
  const restFor = async (hours: number): Promise<string | null> => {
    await admin.query(`update session set last_seen_at = $2, expires_at = $3 where member_id = $1`, [
      id,
      new Date(clock.now().getTime() - hours * 3_600_000),
      new Date(clock.now().getTime() + 3_600_000),
    ])
    return await createSessionAccounts(() => own)(header)
  }
  assert.equal(await restFor(23), id)
  assert.equal(await restFor(25), null)
})

test('a process without a database, and one whose database fails, count by network', async () => {
  const id = await insertMember(admin, 'Emil')
  const header = await headerFor(await begin(id))
  assert.equal(await createSessionAccounts(() => undefined)(header), null)
  let isBroken = true
  const database = {
    ...own.database,
    asAuth: async <T>(fn: Parameters<typeof own.database.asAuth<T>>[0]): Promise<T> => {
      if (isBroken) throw new Error('away')
      return await own.database.asAuth(fn)
    },
  }
  const accountOf = createSessionAccounts(() => ({ ...own, database }))
  assert.equal(await accountOf(header), null)
  isBroken = false
  assert.equal(await accountOf(header), id, 'and that is not remembered')
})
