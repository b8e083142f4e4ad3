// The command line on a real database: what automation reads, and what stands in the audit. A call of each kind is made as
// a program of its own; the others run its commands here, because starting a process costs many times what a command does.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join, resolve } from 'node:path'
import { after, before, test } from 'node:test'
import { z } from 'zod'
import { systemClock } from '#lib/core/clock.ts'
import { tenantId, platformId } from '#lib/core/ids.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { lookupApiKey, lookupSourceCredential } from '#lib/infra/auth/identify.ts'
import { createKeyring } from '#lib/infra/auth/keys.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { startListener, type TestListener } from '#testing/listeners.ts'
import { cleanEnvironment } from '#testing/processes.ts'
import { takeSettings } from '#testing/take-settings.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { COMMANDS } from './commands.ts'
import { openConsole } from './open-console.ts'
import { runCli } from './run-cli.ts'

const CLI = resolve(import.meta.dirname, '../cli.ts')
let world: TestWorld
let folder = ''
let web: TestListener
before(async () => {
  world = await openTestWorld()
  folder = mkdtempSync(join(tmpdir(), 'cli-'))
  takeSettings(settings())
  web = await startListener((_request, response) => response.end('{}'))
})
after(async () => {
  await web.close()
  rmSync(folder, { recursive: true })
  await world.close()
})

interface Outcome {
  readonly code: number
  readonly out: string
  readonly err: string
}

/** The settings that a running installation gives to its command line. */
function settings(): Readonly<Record<string, string>> {
  const { auth, tenant, staff } = world.db.urls
  return {
    BAILIWICK_SECRET: TEST_SECRET,
    BAILIWICK_STATE_DIR: folder,
    DB_URL_AUTH: auth,
    DB_URL_TENANT: tenant,
    DB_URL_STAFF: staff,
    PUBLIC_URL: 'http://localhost:3000',
    ENGINE_PUBLIC_URL: 'http://localhost:9190',
  }
}

/** One call as a program of its own. */
async function program(...argv: string[]): Promise<Outcome> {
  return await new Promise((done) => {
    execFile(process.execPath, [CLI, ...argv], { env: cleanEnvironment(settings()) }, (error, out, err) => {
      done({ code: error === null ? 0 : Number(error.code), out, err })
    })
  })
}

/** One call as ../cli.ts makes it, in this process. */
async function call(...argv: string[]): Promise<Outcome> {
  const printed = { out: '', err: '' }
  const code = await runCli(argv, {
    commands: COMMANDS,
    open: openConsole,
    out(text) {
      printed.out += `${text}\n`
    },
    err(text) {
      printed.err += `${text}\n`
    },
  })
  return { code, ...printed }
}

/** The one object that a call prints; fails the test when there is anything beside it. */
async function json<T>(schema: z.ZodType<T>, ...argv: string[]): Promise<T> {
  return read(schema, await call(...argv, '--json'))
}
function read<T>(schema: z.ZodType<T>, { code, out, err }: Outcome): T {
  assert.deepEqual([code, err], [0, ''], out)
  assert.equal(out.trimEnd().split('\n').length, 1)
  return schema.parse(JSON.parse(out))
}
const IN_A_MONTH = new Date(Date.now() + 30 * 86_400_000).toISOString()
const made = z.strictObject({ id: z.uuid() })
const setUpArguments = [
  'setup',
  '--name',
  'N',
  '--email',
  'n@example.test',
  '--password',
  'a long and unusual pass phrase 7',
]

test('before the first member there is a set-up code; after it there is none, and no second set-up', async () => {
  const code = z.strictObject({ code: z.string().nullable() })
  assert.match((await json(code, 'setup-code')).code ?? '', /\S{8,}/)
  const refused = await call(...setUpArguments.slice(0, -1), 'Qwerty123456!')
  assert.deepEqual([refused.code, refused.out], [1, ''])
  assert.match(refused.err, /known in breaches/)
  const member = z.strictObject({ memberId: z.uuid(), email: z.string() })
  const admin = read(member, await program(...setUpArguments, '--json'))
  assert.equal(admin.email, 'n@example.test')
  assert.equal((await json(code, 'setup-code')).code, null)
  const again = await program(...setUpArguments)
  assert.deepEqual([again.code, again.out], [1, ''])
  assert.match(again.err, /set up already/)
})

test('platform, tenants, source and key, each with what the next step needs', async () => {
  const platform = await json(made, 'platform', 'create', '--name', 'Bar')
  const [a, b] = [
    await json(made, 'tenant', 'create', '--platform', platform.id, '--name', 'A'),
    await json(made, 'tenant', 'create', '--platform', platform.id, '--name', 'B'),
  ]
  const source = await json(
    z.strictObject({
      id: z.uuid(),
      remoteWriteUrl: z.string(),
      credential: z.string(),
      expiresAt: z.string(),
    }),
    'source',
    'create',
    '--tenant',
    a.id,
    '--plan',
    'unlimited',
    '--expires',
    IN_A_MONTH,
  )
  assert.equal(source.expiresAt, IN_A_MONTH)
  assert.equal(source.remoteWriteUrl, 'http://localhost:9190/api/v1/write')
  const deps = { database: world.database, keyring: createKeyring(TEST_SECRET), clock: systemClock }
  const sender = await lookupSourceCredential(deps, source.credential)
  assert.deepEqual(
    [sender?.sourceId, sender?.tenantId, sender?.platformId, sender?.plan],
    [source.id, a.id, platform.id, 'unlimited'],
  )
  const keyed = z.strictObject({
    id: z.uuid(),
    queryUrl: z.string(),
    credential: z.string(),
    expiresAt: z.string(),
  })
  const key = await json(
    keyed,
    'key',
    'create',
    '--tenant',
    b.id,
    '--permission',
    'metrics:query,rule:read',
    '--permission',
    'incident:read',
    '--expires',
    IN_A_MONTH,
  )
  assert.equal(key.expiresAt, IN_A_MONTH)
  assert.equal(key.queryUrl, 'http://localhost:9190/api/v1')
  const reader = await lookupApiKey(deps, key.credential)
  assert.deepEqual(reader?.key.permissions, ['metrics:query', 'rule:read', 'incident:read'])
  assert.deepEqual(reader.key.scope, {
    kind: 'tenant',
    platformId: platformId(platform.id),
    tenantId: tenantId(b.id),
  })
  const wide = await json(keyed, 'key', 'create', '--permission', 'platform:read')
  assert.deepEqual((await lookupApiKey(deps, wide.credential))?.key.scope, operatorScope)
})

test('every change stands in the audit as the console, with the user of the machine', async () => {
  const { entries } = await listAudit(world.console(operatorScope), { limit: 200 })
  const actions = new Set(entries.map(({ action }) => action))
  for (const action of [
    'operator.set-up',
    'platform.create',
    'tenant.create',
    'source.create',
    'apikey.create',
  ])
    assert.ok(actions.has(action), action)
  for (const entry of entries) {
    assert.equal(entry.actorKind, 'console')
    assert.equal(entry.actorName, `Console (${userInfo().username})`)
  }
})

const MISSING = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'
const REFUSED: [string[], RegExp][] = [
  [['frobnicate'], /there is no command "frobnicate"[^]*usage:/],
  [['tenant', 'create', '--name', 'X'], /needs --platform ID/],
  [['tenant', 'create', '--platform', 'x', '--name', 'X'], /--platform takes an id/],
  [['tenant', 'create', '--platform', MISSING, '--name', 'X'], /nothing with this id/],
  [['source', 'create'], /needs --tenant ID or --platform ID/],
  [['source', 'create', '--tenant', MISSING], /nothing with this id/],
  [['source', 'create', '--tenant', MISSING, '--platform', MISSING], /not both/],
  [['source', 'create', '--tenant', MISSING, '--plan', 'gold'], /standard or unlimited/],
  [
    ['key', 'create', '--permission', 'rule:read', '--expires', 'tomorrow'],
    /--expires takes a moment in UTC/,
  ],
  [['key', 'create', '--permission', 'everything'], /no permission "everything"/],
  [['platform', 'create', '--name', 'Bar'], /exists already/],
  [['backup'], /needs DIR/],
]
for (const [argv, message] of REFUSED) {
  test(`"${argv.join(' ').replaceAll(MISSING, 'ID')}" is refused on standard error with exit 1`, async () => {
    // A word alone is refused by the program: a command that there is not, and one that misses something.
    const run = argv.length === 1 ? program : call
    const { code, out, err } = await run(...argv, '--json')
    assert.deepEqual([code, out], [1, ''])
    assert.match(err, message)
    assert.doesNotMatch(err, /\n {4}at /)
  })
}

test('status names what runs and what does not', async () => {
  writeFileSync(
    join(folder, 'run.json'),
    JSON.stringify({
      pid: 4711,
      version: '0.1.0',
      startedAt: '2026-11-20T06:32:07Z',
      urls: { web: 'http://localhost:3000', engine: 'http://localhost:9190' },
      ports: { web: web.port, engine: 1 },
      environment: { BAILIWICK_SECRET: 'never shown' },
    }),
  )
  const { code, out } = await program('status', '--json')
  assert.equal(code, 1)
  const shown = z
    .object({
      ok: z.boolean(),
      version: z.string(),
      urls: z.object({ web: z.string(), engine: z.string() }),
      processes: z.array(z.object({ name: z.string(), ok: z.boolean(), ms: z.number(), detail: z.string() })),
    })
    .parse(JSON.parse(out))
  assert.deepEqual(
    shown.processes.map(({ name, ok, detail }) => [name, ok, detail]),
    [
      ['web', true, 'answers 200'],
      ['engine', false, 'does not answer'],
    ],
  )
  assert.ok(!out.includes('never shown'))
  const text = await call('status')
  assert.match(text.out, /^Bailiwick 0\.1\.0, Node v24[^]*engine {3}port 1: does not answer/)
})

test('audit verify finds a changed entry, names it and exits 1', async () => {
  const whole = read(z.object({ ok: z.literal(true) }), await program('audit', 'verify', '--json'))
  assert.ok(whole.ok)
  await withClient(world.db.urls.admin, async (admin) => {
    await admin.query('alter table audit_entry disable trigger user')
    await admin.query(`update audit_entry set action = 'platform.forge' where chain = 'operator' and seq = 2`)
  })
  const { code, out } = await call('audit', 'verify', '--json')
  assert.equal(code, 1)
  const { ok, chains } = z
    .object({ ok: z.boolean(), chains: z.array(z.object({ chain: z.string(), seq: z.string().nullable() })) })
    .parse(JSON.parse(out))
  assert.equal(ok, false)
  assert.equal(chains.find(({ chain }) => chain === 'operator')?.seq, '2')
  assert.match((await call('audit', 'verify')).out, /^operator: \w+ at entry 2\./)
})

test('help needs no installation', async () => {
  const { code, out } = await program('help')
  assert.equal(code, 0)
  for (const command of [
    'setup',
    'platform create',
    'tenant create',
    'source create',
    'key create',
    'status',
    'backup DIR',
    'audit verify',
  ])
    assert.ok(out.includes(command), command)
})
