// Bar test 24: after everything was used once, no secret stands in the database or in a log line.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { mintAckToken } from '#lib/infra/auth/ack-token.ts'
import { lookupSourceCredential } from '#lib/infra/auth/identify.ts'
import { invitationToken } from '#lib/infra/auth/one-time-token.ts'
import { mintScopeToken } from '#lib/infra/auth/scope-token.ts'
import { redactText } from '#lib/infra/telemetry/logger.ts'
import { verifyAudit } from '#lib/modules/audit/index.ts'
import {
  acceptInvitation,
  addChannel,
  confirmFactor,
  createApiKey,
  createSource,
  inviteMember,
  issueSetupCode,
  rotateSource,
  setUpOperator,
  signIn,
  startFactorEnrolment,
  stepUp,
  testChannel,
} from './index.ts'
import { accessWorld, makeTenancy, type AccessWorld } from './testing/access-world.ts'

/** A password of its own for each member, so that each can be looked for. */
const PASSWORDS = ['planted pass phrase of the admin', 'planted pass phrase of the guest'] as const
const WRONG = 'planted wrong pass phrase'
const MISPLACED = 'planted-in-the-wrong-field'

let world: TestWorld
let access: AccessWorld
/** Everything that must not be found, by what it is. */
const secrets = new Map<string, string>()

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  await useEverything()
})
after(async () => await world.close())

async function useEverything(): Promise<void> {
  const { runtime, visitor, clock } = access
  const keep = (what: string, secret: string | undefined | null): string => {
    assert.ok(typeof secret === 'string' && secret.length >= 6, what)
    secrets.set(what, secret)
    return secret
  }
  const code = keep('set-up code', (await issueSetupCode(world.job(operatorScope, clock), runtime))?.code)
  const email = 'admin@example.test'
  const [adminPassword, guestPassword] = PASSWORDS
  await setUpOperator(
    visitor(),
    { code, name: 'Admin', email, password: keep('password', adminPassword) },
    runtime,
  )
  const signed = await signIn(visitor(), { email, password: adminPassword }, runtime)
  const sid = keep('session id', signed.ok ? signed.sid : null)
  keep('session cookie', (await access.cookie(sid)).split('=')[1])
  const { secret } = await startFactorEnrolment(await access.as(sid), runtime)
  keep('factor secret', secret)
  const { recoveryCodes } = await confirmFactor(
    await access.as(sid),
    { code: await access.code(secret) },
    runtime,
  )
  recoveryCodes.forEach((one, n) => keep(`recovery code ${n}`, one))
  recoveryCodes.forEach((one, n) => keep(`recovery code ${n} without hyphens`, one.replaceAll('-', '')))
  await stepUp(await access.as(sid), { code: recoveryCodes[0] ?? '' }, runtime)
  await signIn(visitor(), { email, password: keep('wrong password', WRONG) }, runtime)
  await signIn(visitor(), { email: keep('password in the wrong field', MISPLACED), password: 'x' }, runtime)

  const { tenant } = await makeTenancy(world.console(operatorScope, clock))
  const ctx = await access.as(sid, tenant)
  const invitation = await inviteMember(
    ctx,
    { email: 'guest@example.test', name: 'Guest', role: 'tenant_admin' },
    runtime,
  )
  const token = keep('invitation token', invitationToken(runtime.keyring, invitation.id))
  await acceptInvitation(visitor(), { token, password: keep('guest password', guestPassword) }, runtime)
  keep('API key', (await createApiKey(ctx, { permissions: ['metrics:query'] }, runtime)).credential)
  const { source, credential } = await createSource(ctx, {}, runtime)
  keep('source credential', credential)
  const rotated = await rotateSource(ctx, { sourceId: source.id }, runtime)
  await lookupSourceCredential(runtime, keep('rotated credential', rotated.credential))
  const hook = await addChannel(ctx, { kind: 'webhook', target: 'https://example.com/hook' }, runtime)
  keep('webhook secret', hook.secret)
  keep('webhook secret, its bytes', hook.secret?.replace('whsec_', ''))
  await testChannel(ctx, { channelId: hook.channel.id })
  keep('scope token', mintScopeToken(runtime.keyring.scopeToken, { scope: tenant }, clock.now()))
  const member = ctx.actor.kind === 'member' ? ctx.actor.id : assert.fail()
  const grant = {
    incidentId: source.id,
    memberId: member,
    scope: tenant,
    expiresAt: new Date(clock.now().getTime() + 60_000),
  }
  keep('phone link', mintAckToken(runtime.keyring.ackToken, grant))
  keep('secret of the installation', TEST_SECRET)
  keep('next-auth key', runtime.keyring.nextAuth)
}

/** Every row of every table as text; bytes appear in hexadecimal. */
async function dump(): Promise<Map<string, string>> {
  const admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  const { rows: tables } = await admin.query<{ name: string }>(
    `select format('%I.%I', schemaname, tablename) as name from pg_tables
     where schemaname not in ('pg_catalog', 'information_schema')`,
  )
  const text = new Map<string, string>()
  for (const { name } of tables) {
    const { rows } = await admin.query<{ row: string }>(`select t::text as row from ${name} t`)
    text.set(name, rows.map((each) => each.row).join('\n'))
  }
  await admin.end()
  return text
}

const forms = (secret: string): string[] => {
  const bytes = Buffer.from(secret)
  return [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '').slice(0, -2)]
}

test('the dump holds what was done, so that the search looks at something', async () => {
  const tables = await dump()
  for (const table of [
    'member',
    'session',
    'api_key',
    'source',
    'invitation',
    'channel',
    'recovery_code',
    'data_key',
    'audit_entry',
    'outbox',
    'operator',
  ]) {
    assert.ok((tables.get(`public.${table}`) ?? '').length > 10, table)
  }
  assert.ok(tables.get('public.member')?.includes('guest@example.test'))
  assert.ok(secrets.size > 30, `${secrets.size} secrets`)
})

test('no secret stands in any table, in clear, in hexadecimal or in base 64', async () => {
  const found: string[] = []
  for (const [table, text] of await dump()) {
    for (const [what, secret] of secrets) {
      if (forms(secret).some((form) => text.includes(form))) found.push(`${what} in ${table}`)
    }
  }
  assert.deepEqual(found, [])
})

test('the raw bytes of the webhook and factor secrets are not there either', async () => {
  const webhook = Buffer.from(secrets.get('webhook secret, its bytes') ?? '', 'base64').toString('hex')
  assert.equal(webhook.length, 64)
  for (const [table, text] of await dump()) assert.ok(!text.includes(webhook), table)
})

test('credentials of every kind are blanked out of log lines', () => {
  for (const what of [
    'API key',
    'source credential',
    'set-up code',
    'invitation token',
    'webhook secret',
    'scope token',
    'phone link',
  ]) {
    const secret = secrets.get(what) ?? ''
    assert.ok(!redactText(`refused ${secret} at the door`).includes(secret.slice(8)), what)
  }
})

test('all of it left audit chains that hold', async () => {
  const verdict = await verifyAudit(world.console(operatorScope, access.clock))
  assert.ok(verdict.ok, JSON.stringify(verdict.chains.filter((chain) => !chain.ok)))
  assert.deepEqual(
    verdict.chains.map((chain) => chain.chain.split(':')[0]),
    ['operator', 'platform', 'tenant'],
  )
})
