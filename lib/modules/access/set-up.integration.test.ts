// Set-up: the code of the terminal opens it once, and of two who try at the same moment one wins.
import assert from 'node:assert/strict'
import { afterEach, beforeEach, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { DomainError } from '#lib/core/errors.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { issueSetupCode, readSetupState, setUpOperator, signIn } from './index.ts'
import { accessWorld, PASSWORD, type AccessWorld } from './testing/access-world.ts'

const ada = { name: 'Ada Lovelace', email: 'Ada@Example.test', password: PASSWORD }
let world: TestWorld
let access: AccessWorld

beforeEach(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
})
afterEach(async () => await world.close())

const console = () => world.console(operatorScope, access.clock)
const job = () => world.job(operatorScope, access.clock)
const issue = async (): Promise<string> => (await issueSetupCode(job(), access.runtime))?.code ?? ''
const bindings = async () =>
  await world.database.withScope(
    operatorScope,
    async (tx) => await tx.roleBinding.findMany({ include: { member: { select: { email: true } } } }),
  )
const actions = async (): Promise<string[]> =>
  await world.database.withScope(operatorScope, async (tx) => {
    const rows = await tx.auditEntry.findMany({
      orderBy: { seq: 'asc' },
      select: { action: true, actorKind: true },
    })
    return rows.map((row) => `${row.action} by ${row.actorKind}`)
  })

test('the code opens set-up, and the first member is operator admin', async () => {
  assert.deepEqual(await readSetupState(access.visitor()), { open: true })
  const code = await issue()
  const made = await setUpOperator(
    access.visitor(),
    { ...ada, code, organisation: 'Analytical Engines' },
    access.runtime,
  )
  assert.equal(made.email, 'ada@example.test')
  const [binding, ...more] = await bindings()
  assert.deepEqual(more, [])
  assert.deepEqual(
    [binding?.memberId, binding?.role, binding?.platformId, binding?.tenantId],
    [made.memberId, 'operator_admin', null, null],
  )
  assert.deepEqual(await actions(), ['operator.issue-setup-code by job', 'operator.set-up by member'])
  assert.deepEqual(await readSetupState(access.visitor()), { open: false })
  const operator = await world.database.asAuth(
    async (tx) => await tx.operator.findUniqueOrThrow({ where: { id: 1 } }),
  )
  assert.equal(operator.name, 'Analytical Engines')
  assert.equal(operator.setupCodeHash, null)
  const signedIn = await signIn(access.visitor(), { email: ada.email, password: PASSWORD }, access.runtime)
  assert.ok(signedIn.ok)
})

test('without the code, with a wrong, an old or a replaced one nothing happens', async () => {
  const first = await issue()
  const attempt = async (code?: string): Promise<void> => {
    await assert.rejects(
      setUpOperator(access.visitor(), { ...ada, ...(code === undefined ? {} : { code }) }, access.runtime),
      { code: 'invalid_input', message: /terminal of npm start/ },
    )
  }
  await attempt()
  await attempt('')
  await attempt('bw_set_0000000000000000000000')
  const second = await issue()
  await attempt(first)
  access.clock.advance(24 * 3_600_000)
  await attempt(second)
  assert.deepEqual(await bindings(), [])
  assert.equal(await world.database.asAuth(async (tx) => await tx.member.count()), 0)
  await setUpOperator(access.visitor(), { ...ada, code: await issue() }, access.runtime)
})

test('before any code was made, none is right', async () => {
  await assert.rejects(setUpOperator(access.visitor(), { ...ada, code: 'bw_set_x' }, access.runtime), {
    code: 'invalid_input',
  })
})

test('the console needs no code, and is the one who acted', async () => {
  await setUpOperator(console(), ada, access.runtime)
  assert.deepEqual(await actions(), ['operator.set-up by console'])
})

test('a bad password is refused before anything is made', async () => {
  for (const password of ['short', 'ada lovelace!!!', 'Bailiwick2026!', 'Password2026!!']) {
    await assert.rejects(setUpOperator(console(), { ...ada, password }, access.runtime), {
      code: 'invalid_input',
      message: /^password: /,
    })
  }
  assert.equal(await world.database.asAuth(async (tx) => await tx.member.count()), 0)
})

test('once somebody is there, set-up is over for page and console, and no code is made', async () => {
  const code = await issue()
  await setUpOperator(console(), ada, access.runtime)
  const eve = { name: 'Eve', email: 'eve@example.test', password: PASSWORD }
  await assert.rejects(setUpOperator(access.visitor(), { ...eve, code }, access.runtime), {
    code: 'precondition_failed',
  })
  await assert.rejects(setUpOperator(console(), eve, access.runtime), { code: 'precondition_failed' })
  assert.equal(await issueSetupCode(job(), access.runtime), null)
  assert.equal(await world.database.asAuth(async (tx) => await tx.member.count()), 1)
})

test('of eight who set up at the same moment one wins, and the others leave nothing behind', async () => {
  const code = await issue()
  const results = await Promise.allSettled(
    Array.from({ length: 8 }, async (_, n) => {
      const input = { name: `Racer ${n}`, email: `racer-${n}@example.test`, password: PASSWORD }
      const isConsole = n % 2 === 0
      return await setUpOperator(
        isConsole ? console() : access.visitor(),
        isConsole ? input : { ...input, code },
        access.runtime,
      )
    }),
  )
  assert.equal(results.filter((result) => result.status === 'fulfilled').length, 1)
  for (const result of results) {
    if (result.status === 'fulfilled') continue
    const reason: unknown = result.reason
    assert.ok(reason instanceof DomainError && reason.code === 'precondition_failed')
  }
  assert.equal((await bindings()).length, 1)
  assert.equal(await world.database.asAuth(async (tx) => await tx.member.count()), 1)
})

test('a set-up that was cut off between account and role can be done again', async () => {
  await world.database.asAuth(
    async (tx) =>
      await tx.member.create({
        data: { email: 'ada@example.test', name: 'Half', passwordHash: 'x', state: 'disabled' },
      }),
  )
  assert.deepEqual(await readSetupState(access.visitor()), { open: true })
  await setUpOperator(access.visitor(), { ...ada, code: await issue() }, access.runtime)
  const signedIn = await signIn(access.visitor(), { email: ada.email, password: PASSWORD }, access.runtime)
  assert.ok(signedIn.ok)
})
