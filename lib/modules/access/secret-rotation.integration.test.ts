// The secret of the installation is replaced while processes with every order of the two secrets work side by side.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { issueSessionCookie, readSessionCookie, sessionCookie } from '#lib/infra/auth/session-cookie.ts'
import { lookupApiKey, lookupSourceCredential } from '#lib/infra/auth/identify.ts'
import { invitationToken } from '#lib/infra/auth/one-time-token.ts'
import { underEither } from '#lib/infra/auth/keys.ts'
import { mintScopeToken, verifyScopeToken } from '#lib/infra/auth/scope-token.ts'
import { createSession, lookupSession } from '#lib/infra/auth/session.ts'
import { createRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { mayReadMetrics, metricsToken, metricsTokens } from '#lib/infra/telemetry/metrics.ts'
import {
  createApiKey,
  createSource,
  inviteMember,
  openChannelSecret,
  addChannel,
  previewInvitation,
  prepareInvitationMail,
  readSecretStatus,
  rewrapSecrets,
} from './index.ts'
import { checkFactor } from './check-factor.ts'
import { findAccountById } from './sign-in-repository.ts'
import {
  accessWorld,
  makeTenancy,
  PUBLIC_URL,
  type AccessWorld,
  type TestMember,
  type TestTenancy,
} from './testing/access-world.ts'

const OLD = TEST_SECRET
const NEW = 'the next secret of this installation, long enough'

/** The processes of one moment, by the secrets with which they run. */
type Process = Runtime & { readonly secrets: readonly [string, string | undefined] }

let world: TestWorld
let access: AccessWorld
let tenancy: TestTenancy
let admin: TestMember

const process = (secret: string, secondSecret?: string): Process => ({
  ...createRuntime({
    secret,
    secondSecret,
    database: world.database,
    log: createLogger('test', 'error'),
    publicUrl: PUBLIC_URL,
    clock: access.clock,
  }),
  secrets: [secret, secondSecret],
})

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, OLD)
  const ctx = world.console(operatorScope, access.clock)
  admin = await access.setUp(ctx)
  tenancy = await makeTenancy(ctx)
})
after(async () => await world.close())

/** Everything that a process makes and another one has to take; returns what failed. */
async function exchange(maker: Process, taker: Process): Promise<string[]> {
  const failed: string[] = []
  const check = (what: string, isRight: boolean): void => {
    if (!isRight) failed.push(what)
  }
  const now = access.clock.now()
  const ctx = { ...(await access.fresh(admin, tenancy.tenant)) }
  const { credential: key } = await createApiKey(ctx, { permissions: ['metrics:query'] }, maker)
  check('API key', (await lookupApiKey(taker, key)) !== null)
  const { credential: source } = await createSource(ctx, {}, maker)
  check('source', (await lookupSourceCredential(taker, source)) !== null)
  const sid = await createSession(maker, {
    memberId: admin.id,
    way: 'password',
    factorAt: null,
    ip: null,
    userAgent: null,
  })
  check('session', (await lookupSession(taker, sid)) !== null)
  const header = await issueSessionCookie(maker.keyring, PUBLIC_URL, sid, 600)
  const value = header.slice(sessionCookie(PUBLIC_URL).name.length + 1).split(';')[0] ?? ''
  check('cookie', (await readSessionCookie(taker.keyring, value)) === sid)
  const token = mintScopeToken(maker.keyring.scopeToken, { scope: operatorScope }, now)
  check(
    'scope token',
    underEither(taker.keyring, (one) => verifyScopeToken(one.scopeToken, token, now)) !== null,
  )
  check(
    'metrics token',
    mayReadMetrics(`Bearer ${metricsToken(maker.secrets[0])}`, metricsTokens(...taker.secrets)),
  )
  const hook = await addChannel(ctx, { kind: 'webhook', target: `https://example.com/${sid}` }, maker)
  const row = await world.database.withScope(
    operatorScope,
    async (tx) => await tx.channel.findUniqueOrThrow({ where: { id: hook.channel.id } }),
  )
  const { secret } = row
  const opened = secret === null ? [] : await openChannelSecret({ ...row, secret }, now, taker)
  check('sealed secret', opened[0] === hook.secret)
  const email = `${hook.channel.id}@example.test`
  const invited = await inviteMember(ctx, { email, name: 'G', role: 'tenant_viewer' }, maker)
  const preview = await previewInvitation(
    access.visitor(),
    { token: invitationToken(maker.keyring, invited.id) },
    taker,
  ).catch(() => null)
  check('invitation', preview !== null)
  const mail = await prepareInvitationMail(ctx, { invitationId: invited.id }, taker)
  check('mail of an invitation', mail?.url.endsWith(invitationToken(maker.keyring, invited.id)) === true)
  return failed
}

test('processes of every two neighbouring steps take what the others make', async () => {
  const steps = [process(OLD), process(OLD, NEW), process(NEW, OLD), process(NEW)]
  let pairs = 0
  for (const [index, one] of steps.entries()) {
    // Two of them before the data keys are wrapped anew; the last step begins after that.
    const other = steps[index + 1]
    if (other === undefined || index === 2) continue
    for (const [maker, taker] of [
      [one, other],
      [other, one],
      [one, one],
      [other, other],
    ] as const) {
      assert.deepEqual(await exchange(maker, taker), [], `${index}`)
      pairs += 1
    }
  }
  assert.equal(pairs, 8)
})

test('a secret is not dropped by its successor before everything stands under that one', async () => {
  const both = process(NEW, OLD)
  const ctx = world.console(operatorScope, access.clock)
  const earlier = await readSecretStatus(ctx, both)
  assert.equal(earlier.mayDropSecond, false)
  assert.ok(Object.values(earlier.foreign).some((count) => count > 0))
  await assert.rejects(
    rewrapSecrets(ctx, { own: process(NEW), secondSecret: undefined, onProgress: () => undefined }),
    { code: 'precondition_failed' },
  )
  const progress: number[] = []
  const { dataKeys } = await rewrapSecrets(ctx, {
    own: both,
    secondSecret: OLD,
    onProgress: (done) => progress.push(done),
  })
  assert.ok(dataKeys > 0 && progress.at(-1) === dataKeys)
  const alone = process(NEW)
  for (const [maker, taker] of [
    [both, alone],
    [alone, both],
  ] as const) {
    assert.deepEqual(await exchange(maker, taker), [])
  }
  const status = await readSecretStatus(ctx, both)
  assert.deepEqual(status.foreign, {})
  // The chains of this process are still under the old one: `rewrapAudit` is a step of its own.
  assert.ok(status.subjects > 0)
  assert.equal(status.mayDropSecond, false)
  assert.deepEqual(
    (await rewrapSecrets(ctx, { own: both, secondSecret: OLD, onProgress: () => undefined })).dataKeys,
    0,
  )
})

test('with the new secret alone, what was made under the old one goes on, and is found anew at its next use', async () => {
  const ctx = await access.fresh(admin, tenancy.tenant)
  const made = await createApiKey(ctx, { permissions: ['metrics:query'] }, process(OLD))
  const source = await createSource(ctx, {}, process(OLD))
  const alone = process(NEW)
  assert.notEqual(await lookupApiKey(alone, made.credential), null)
  assert.notEqual(await lookupSourceCredential(alone, source.credential), null)
  await world.database.asAuth(async (tx) => await tx.keptSecret.deleteMany())
  assert.notEqual(await lookupApiKey(process(NEW), made.credential), null, 'it was hashed anew')
  assert.notEqual(await lookupSourceCredential(process(NEW), source.credential), null)
  assert.equal(await lookupApiKey(process(OLD), made.credential), null)
})

test('recovery codes and factors of before open with the new secret alone', async () => {
  const both = process(NEW, OLD)
  await rewrapSecrets(world.console(operatorScope, access.clock), {
    own: both,
    secondSecret: OLD,
    onProgress: () => undefined,
  })
  const alone = process(NEW)
  const account = await world.database.asAuth(async (tx) => await findAccountById(tx, admin.id))
  assert.ok(account !== null)
  assert.equal(await checkFactor(alone, account, admin.recoveryCodes[0] ?? ''), 'recovery')
  access.clock.advance(30_000)
  assert.equal(await checkFactor(alone, account, await access.code(admin.secret)), 'totp')
})
