// Bar test 47: after a person was erased, no table, list, search or export tells of them, and every audit chain holds.
import assert from 'node:assert/strict'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { DomainError } from '#lib/core/errors.ts'
import { memberId, platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { createRuntime, installRuntime, type Runtime } from '#lib/infra/context/runtime.ts'
import { createSession } from '#lib/infra/auth/session.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { addChannel, bindRole, inviteMember } from '#lib/modules/access/index.ts'
import { exportAudit, listAudit, recordAudit, verifyAudit } from '#lib/modules/audit/index.ts'
import { search } from '#lib/modules/dashboards/index.ts'
import { acknowledgeIncident, commentIncident, openIncident } from '#lib/modules/incidents/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { insertMember } from '#testing/insert-member.ts'
import { rowsTelling } from '#testing/planted-person.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { eraseSubject, reapplyErasures } from './index.ts'

const NAME = 'Nadia Verwechselbar'
const PHONE = '+60123987654'
const ADDRESS = '198.51.100.77'

let world: TestWorld
let admin: pg.Client
let own: Runtime
let folder = ''
let id = ''
const email = 'nadia.v@example.test'
let scopes: Scope[] = []
const log = (): string => join(folder, 'erasures.jsonl')

before(async () => {
  folder = await mkdtemp(join(tmpdir(), 'erasure-'))
  world = await openTestWorld()
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  own = createRuntime({
    secret: TEST_SECRET,
    database: world.database,
    log: createLogger('erasure', 'silent'),
    publicUrl: 'https://bw.example',
  })
  installRuntime(own)
  id = await insertMember(admin, 'Nadia')
  await admin.query('update member set name = $2, email = $3 where id = $1', [id, NAME, email])
  await live()
})
after(async () => {
  await admin.end()
  await world.close()
  await rm(folder, { recursive: true })
})

/** A member leaves traces wherever members do. */
async function live(): Promise<void> {
  const console = world.console(operatorScope)
  const platform = await createPlatform(console, { name: 'Phoenix' })
  const tenant = await createTenant(console, { platformId: platform.id, name: 'acme' })
  const inPlatform: Scope = { kind: 'platform', platformId: platformId(platform.id) }
  const inTenant: Scope = {
    kind: 'tenant',
    platformId: platformId(platform.id),
    tenantId: tenantId(tenant.id),
  }
  scopes = [operatorScope, inPlatform, inTenant]
  await bindRole(world.console(inPlatform), { memberId: id, role: 'operator' })
  const as = (scope: Scope) => ({
    ...world.member(scope, 'operator_admin', id, true),
    actor: { kind: 'member', id: memberId(id), name: NAME, email } as const,
    ip: ADDRESS,
  })
  await createSession(own, {
    memberId: id,
    way: 'password',
    factorAt: null,
    ip: ADDRESS,
    userAgent: 'Nadia’s telephone',
  })
  await addChannel(as(operatorScope), { kind: 'email', target: `other-${email}` }, own)
  await inviteMember(world.console(inTenant), { email, name: NAME, role: 'tenant_viewer' }, own)
  const incident = await openIncident(as(inPlatform), { title: `${NAME} sees nothing` })
  await acknowledgeIncident(as(inPlatform), { incidentId: incident.id })
  await commentIncident(world.console(inPlatform), {
    incidentId: incident.id,
    text: `Call ${NAME} at ${email}.`,
  })
  for (const scope of scopes)
    await as(scope).db.tx(async (tx) => {
      await recordAudit(tx, as(scope), {
        action: 'test.mention',
        target: { kind: 'test', id: '1', name: 'something' },
        details: { before: { owner: NAME }, after: { owner: 'nobody' }, phone: PHONE, note: `ask ${email}` },
      })
    })
}

const traces = async (): Promise<string[]> =>
  await rowsTelling(admin, [NAME, email, ADDRESS, 'Nadia’s telephone'])

async function toldByExports(ctx: RequestContext): Promise<number> {
  let hits = 0
  for (const format of ['jsonl', 'csv'] as const)
    for await (const piece of (await exportAudit(ctx, { format })).pieces)
      hits += [NAME, email, ADDRESS].reduce((sum, word) => sum + piece.split(word).length - 1, 0)
  return hits
}

async function told(): Promise<number> {
  let hits = 0
  for (const scope of scopes) {
    const ctx = world.console(scope)
    for (const text of [NAME, email, ADDRESS]) {
      hits += (await listAudit(ctx, { text })).entries.length
      hits += (await listAudit(ctx, { actor: text })).entries.length
    }
    hits += (await listAudit(ctx, { address: ADDRESS })).entries.length
    hits += JSON.stringify(await search(ctx, { q: 'Nadia' })).split('Nadia').length - 1
    hits += await toldByExports(ctx)
  }
  return hits
}

test('bar 47: erased everywhere, and the chains hold', async (t) => {
  const first = { rows: (await traces()).length, told: await told() }
  assert.ok(first.rows > 8 && first.told > 20, JSON.stringify(first))
  const ctx = world.console(operatorScope)
  const erased = await eraseSubject(ctx, { memberId: id, reason: 'asked for it by letter' }, own, log())
  assert.ok(erased.chains >= 3 && erased.parts > 8 && erased.rows > 4, JSON.stringify(erased))
  assert.deepEqual(await traces(), [])
  assert.equal(await told(), 0)
  const verdict = await verifyAudit(ctx)
  assert.ok(verdict.ok, JSON.stringify(verdict))
  const { entries } = await listAudit(ctx, { action: 'subject.erase' })
  assert.equal(entries[0]?.details?.['reason'], 'asked for it by letter')
  assert.equal(entries[0].targetId, id)
  t.diagnostic(
    `before: ${first.rows} rows, ${first.told} hits; after: 0 rows, 0 hits; ${JSON.stringify(erased)}`,
  )
})

test('what is recorded about an erased member later tells nothing of them', async () => {
  const ctx = { ...world.member(operatorScope, 'operator_admin', id, true), ip: ADDRESS }
  await ctx.db.tx(async (tx) => {
    await recordAudit(
      tx,
      { ...ctx, actor: { ...ctx.actor, kind: 'member', id: memberId(id), name: NAME, email } },
      {
        action: 'test.later',
        target: { kind: 'member', id, name: NAME },
      },
    )
  })
  assert.equal((await listAudit(world.console(operatorScope), { text: NAME })).entries.length, 0)
  assert.ok((await verifyAudit(world.console(operatorScope))).ok)
})

test('the tombstone tells nobody who it was, and brings a restored backup up to date', async () => {
  const file = await readFile(log(), 'utf8')
  assert.ok(file.includes(id) && !file.includes(email) && !file.includes(NAME))
  // A backup of before: the person is there again.
  await admin.query(`update member set email = $2, name = $3, state = 'active' where id = $1`, [
    id,
    email,
    NAME,
  ])
  const ctx = world.console(operatorScope)
  assert.deepEqual(await reapplyErasures(ctx, own, log()), { tombstones: 1, erased: 1 })
  assert.deepEqual(await reapplyErasures(ctx, own, log()), { tombstones: 1, erased: 0 })
  assert.deepEqual(await traces(), [])
  assert.ok((await verifyAudit(ctx)).ok)
})

test('who may not, the last admin, nobody and a naming reason are refused; nothing is changed', async () => {
  const other = await insertMember(admin, 'Otto')
  await admin.query(`update member set name = 'Otto Beispiel' where id = $1`, [other])
  const ctx = world.console(operatorScope)
  const refuse = async (who: typeof ctx, input: Record<string, unknown>, code: string): Promise<void> => {
    const asked = eraseSubject(who, { memberId: other, reason: 'a good reason', ...input }, own, log())
    await assert.rejects(asked, (error: unknown) => error instanceof DomainError && error.code === code, code)
  }
  const [, platform = operatorScope] = scopes
  await refuse(world.member(operatorScope, 'auditor', newId(), true), {}, 'forbidden')
  const alone = world.member(operatorScope, 'operator_admin', newId(), false)
  await assert.rejects(
    eraseSubject(alone, { memberId: other, reason: 'a good reason' }, own, log()),
    DomainError,
  )
  await refuse(world.console(platform), {}, 'forbidden')
  await refuse(ctx, { memberId: newId() }, 'not_found')
  await refuse(ctx, { memberId: id }, 'conflict')
  await refuse(ctx, { reason: 'Otto Beispiel asked' }, 'invalid_input')
  await refuse(ctx, { reason: 'x' }, 'invalid_input')
  await refuse(ctx, { memberId: 'nobody' }, 'invalid_input')
  await bindRole(ctx, { memberId: other, role: 'operator_admin' })
  await refuse(ctx, {}, 'precondition_failed')
  const { rows } = await admin.query<{ name: string }>('select name from member where id = $1', [other])
  assert.equal(rows[0]?.name, 'Otto Beispiel')
})
