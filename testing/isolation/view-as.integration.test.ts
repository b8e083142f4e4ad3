// Looking as a tenant: every route of the product is asked while somebody does, and nothing changes anywhere.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { z } from 'zod'
import { manualClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { formatScopeParam, operatorScope } from '#lib/core/scope.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { closeViewAs, startViewAs } from '#lib/modules/access/index.ts'
import { listAudit, verifyAudit } from '#lib/modules/audit/index.ts'
import { ask, type Answer } from './ask.ts'
import { changedTables, readChecksums } from './checksum.ts'
import { startFakeEngine, type FakeEngine } from './fake-engine.ts'
import { openIsolationWorld, PUBLIC_URL, type IsolationWorld } from './isolation-world.ts'
import { addMember } from './owned-set.ts'
import { ROUTE_CASES } from './route-cases.ts'
import { findRoutes, type FoundRoute } from './routes-on-disk.ts'

const REASON = 'the customer sees no services since noon'
const routes = await findRoutes()
const opened: { here?: IsolationWorld; admin?: pg.Client; engine?: FakeEngine } = {}
before(async () => {
  opened.engine = await startFakeEngine()
  opened.here = await openIsolationWorld({ roles: [] })
  pass(120_000) // what the world is made of was written by the clock of the machine
  opened.admin = new pg.Client(opened.here.world.db.urls.admin)
  await opened.admin.connect()
})
after(async () => {
  await opened.admin?.end()
  await opened.here?.close()
  await opened.engine?.close()
})

/** Lets time pass: the clock of this world stands still, and sessions are told apart by when they began. */
function pass(ms: number): void {
  opened.here?.pass(ms)
}

type Headers = Readonly<Record<string, string>>
const parts = (): { here: IsolationWorld; admin: pg.Client; tenantScope: string; tenantId: string } => {
  const { here, admin } = opened
  assert.ok(here !== undefined && admin !== undefined)
  const { A } = here.sets
  return { here, admin, tenantScope: formatScopeParam(A.scope), tenantId: A.ids.tenantId }
}
const route = (name: string): FoundRoute => {
  const found = routes.find((one) => one.name === name)
  assert.ok(found !== undefined, name)
  return found
}

/** Somebody of the operator with a fresh second factor and a session of their own. */
async function newOperator(
  role = 'operator_admin',
): Promise<{ headers: Headers; memberId: string; bindingId: string }> {
  const { here } = parts()
  const added = await addMember(here.world, operatorScope, role, `looking ${role}`)
  return { ...added, headers: await here.sessionOf(added.memberId) }
}
const start = async (headers: Headers, scope = 'operator'): Promise<Answer> =>
  await ask(route('POST /api/v1/view-as'), {
    headers,
    scope,
    body: { tenantId: parts().tenantId, reason: REASON },
  })
const leave = async (headers: Headers, scope = 'operator'): Promise<Answer> =>
  await ask(route('DELETE /api/v1/view-as'), { headers, scope })
const contextOf = async (headers: Headers) =>
  await httpContext(
    new Request(`${PUBLIC_URL}/api/v1/me?scope=${parts().tenantScope}`, { headers }),
    parts().here.runtime,
  )

/** A request that would be valid: own ids of the tenant in path, query and body. */
function questionFor(name: string, headers: Headers) {
  const { here, tenantScope } = parts()
  const { A } = here.sets
  const { body, query = {}, borrowed = [] } = ROUTE_CASES[name] ?? {}
  const given = typeof body === 'function' ? body(tenantScope) : (body ?? {})
  const ids = borrowed
    .filter((one) => one.in === 'body')
    .map(({ field, kind, around }): [string, unknown] => [field, around?.(A.ids[kind]) ?? A.ids[kind]])
  const isRead = name.startsWith('GET ')
  return {
    headers,
    scope: tenantScope,
    params: { ...A.ids },
    query: typeof query === 'function' ? query(A) : query,
    ...(isRead ? {} : { body: { ...given, ...Object.fromEntries<unknown>(ids) } }),
  }
}

const isPublic = ({ declaration }: FoundRoute): boolean => declaration.permission === 'public'
const searched = z.object({ results: z.array(z.looseObject({ kind: z.string() })) })
/** What a search finds without what is the own of the person who asks: their requests and their views. */
function withoutOwn({ path }: FoundRoute, { status, text }: Answer): string {
  if (status !== 200 || path !== '/api/v1/search') return text
  const { results } = searched.parse(JSON.parse(text))
  return JSON.stringify(results.filter(({ kind }) => kind !== 'request' && kind !== 'view'))
}
/** Questions that are asked by POST. */
const ASKED_BY_POST = ['POST /api/v1/query', 'POST /api/v1/query_range']

test('every route that changes something refuses in the same words, and not one row changes', async (t) => {
  const { admin } = parts()
  const { headers } = await newOperator()
  assert.equal((await start(headers)).status, 201)
  const untouched = await readChecksums(admin)
  const changing = routes.filter(
    (one) => one.method !== 'GET' && !isPublic(one) && !ASKED_BY_POST.includes(one.name),
  )
  assert.ok(changing.length > 25, `${changing.length} routes`)
  for (const one of changing) {
    const { status, text } = await ask(one, questionFor(one.name, headers))
    assert.equal(status, 403, `${one.name}: ${text}`)
    assert.match(text, /You are looking as the tenant: nothing can be changed/, one.name)
  }
  assert.deepEqual(changedTables(untouched, await readChecksums(admin)), [])
  t.diagnostic(`${changing.length} changing routes refused, 0 tables changed`)
  assert.equal((await leave(headers)).status, 200)
})

test('every route that reads answers as to the tenant admin, and not one row changes', async (t) => {
  const { here, admin, tenantScope } = parts()
  const { headers } = await newOperator()
  const own = await here.sessionOf(here.sets.A.ids.memberId)
  assert.equal((await start(headers)).status, 201)
  const untouched = await readChecksums(admin)
  const reading = routes.filter(
    (one) => !isPublic(one) && (one.method === 'GET' || ASKED_BY_POST.includes(one.name)),
  )
  let [same, shown] = [0, 0]
  const different: string[] = []
  for (const one of reading) {
    const asked = await ask(one, questionFor(one.name, headers))
    assert.ok([200, 403, 404, 412].includes(asked.status), `${one.name}: ${asked.status} ${asked.text}`)
    if (asked.status === 200) shown += 1
    for (const marker of [here.sets.B.marker, here.sets.C.marker, here.sets.P2.marker])
      assert.ok(!asked.text.includes(marker), `${one.name} shows ${marker}`)
    if (/\/me\b|view-as|\/views|\/scopes|export|access\/table|approvals/.test(one.path)) continue // about the person who asks, or no look
    const theirs = await ask(one, { ...questionFor(one.name, own), scope: tenantScope })
    const comparable = (answer: Answer) =>
      `${answer.status} ${withoutOwn(one, answer).replaceAll(/"(requestId|asOf|lastUsedAt|headHash|isOwn|decision)":("[^"]*"|null|true|false)/g, '')}`
    if (comparable(asked) === comparable(theirs)) same += 1
    else different.push(one.name)
  }
  assert.deepEqual(different, [])
  assert.ok(shown > 25 && same > 20, `${shown} of ${reading.length} shown, ${same} alike`)
  assert.deepEqual(changedTables(untouched, await readChecksums(admin)), [])
  t.diagnostic(`${reading.length} reading routes answered, ${same} exactly as to the tenant admin`)
  await leave(headers)
})

test('below the routes the database refuses too, in the same words', async () => {
  const { headers } = await newOperator()
  await start(headers)
  const ctx = await contextOf(headers)
  const refused = (error: unknown): boolean =>
    error instanceof DomainError &&
    error.code === 'forbidden' &&
    error.message.includes('nothing can be changed')
  await assert.rejects(
    ctx.db.tx(async (tx) => await tx.rule.updateMany({ data: { name: 'x' } })),
    refused,
  )
  await assert.rejects(
    ctx.db.tx(async (tx) => await tx.$executeRaw`update incident set title = 'x'`),
    refused,
  )
  await leave(headers)
})

test('it begins with a reason, from above, in a session, once at a time', async () => {
  const { here, tenantScope, tenantId } = parts()
  const { headers } = await newOperator()
  const begin = route('POST /api/v1/view-as')
  for (const [body, field] of [
    [{ tenantId, reason: 'too short' }, 'reason'],
    [{ tenantId, reason: 'x'.repeat(501) }, 'reason'],
    [{ tenantId, reason: 'line one\nline two' }, 'reason'],
    [{ tenantId, reason: 12_345_678_901 }, 'reason'],
    [{ tenantId: 'x', reason: REASON }, 'tenantId'],
    [{ tenantId, reason: REASON, until: '2030-01-01' }, 'until'],
  ] as const) {
    const { status, text } = await ask(begin, { headers, scope: 'operator', body })
    assert.equal(status, 400, text)
    assert.ok(text.includes(field), text)
  }
  assert.equal((await start(headers, tenantScope)).status, 412, 'from the tenant itself')
  const markup = { tenantId, reason: '<img src=x onerror=alert(1)> =1+1' }
  assert.equal((await ask(begin, { headers, scope: 'operator', body: markup })).status, 201, 'markup is text')
  const second = await start(headers)
  assert.equal(second.status, 409)
  await leave(headers)
  const viewer = await newOperator('viewer')
  assert.equal((await start(viewer.headers)).status, 403)
  const key = await here.world.database.withScope(
    operatorScope,
    async (tx) => await tx.viewAs.count({ where: { memberId: viewer.memberId } }),
  )
  assert.equal(key, 0)
})

test('another session of the same member, and a key of theirs, do not look as the tenant', async () => {
  const { here } = parts()
  const { headers, memberId } = await newOperator()
  await start(headers)
  pass(1)
  const other = await here.sessionOf(memberId)
  assert.equal((await contextOf(other)).viewAs, undefined)
  assert.notEqual((await contextOf(headers)).viewAs, undefined)
  await leave(headers)
})

test('it ends by leaving, by time, by sign-out and with the permission, and each end is written down', async () => {
  const { here } = parts()
  const job = here.world.job(operatorScope, here.runtime.clock)
  const [left, late, gone, lost] = [
    await newOperator(),
    await newOperator(),
    await newOperator(),
    await newOperator(),
  ]
  for (const { headers } of [left, late, gone, lost]) {
    assert.equal((await start(headers)).status, 201)
    assert.notEqual((await contextOf(headers)).viewAs, undefined)
  }
  await leave(left.headers)
  assert.equal((await contextOf(left.headers)).viewAs, undefined, 'at once')
  await ask(route('DELETE /api/v1/me/session'), { headers: gone.headers, scope: 'operator' })
  await assert.rejects(contextOf(gone.headers))
  await here.world.database.withScope(
    operatorScope,
    async (tx) => await tx.roleBinding.update({ where: { id: lost.bindingId }, data: { role: 'viewer' } }),
  )
  assert.equal((await contextOf(lost.headers)).viewAs, undefined, 'at the next request')
  assert.equal(await closeViewAs(job, here.world), 2)
  pass(20 * 60_000)
  assert.notEqual((await contextOf(late.headers)).viewAs, undefined, 'the session is used meanwhile')
  pass(10 * 60_000)
  assert.equal((await contextOf(late.headers)).viewAs, undefined)
  assert.equal(await closeViewAs(job, here.world), 1)
  assert.equal(await closeViewAs(job, here.world), 0, 'run again, it finds nothing')
  const ends = await here.world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.viewAs.findMany({
        where: { memberId: { in: [left, late, gone, lost].map(({ memberId }) => memberId) } },
        select: { endReason: true },
        orderBy: { startedAt: 'asc' },
      }),
  )
  assert.deepEqual(
    new Set(ends.map(({ endReason }) => endReason)),
    new Set(['left', 'permission lost', 'sign-out', 'time']),
  )
})

test('beginning and end stand in the operator’s chain and in the tenant’s, with who and why', async () => {
  const { here } = parts()
  const { A } = here.sets
  const { headers } = await newOperator()
  await start(headers)
  await leave(headers)
  const own = here.world.member(A.scope, 'tenant_admin', A.ids.memberId)
  const { entries } = await listAudit(own, { action: 'view-as', limit: 200 })
  assert.deepEqual(
    new Set(entries.slice(0, 2).map(({ action }) => action)),
    new Set(['view-as.begin', 'view-as.end']),
  )
  assert.deepEqual(
    new Set(entries.slice(0, 2).map(({ actorName }) => actorName)),
    new Set(['looking operator_admin']),
  )
  assert.equal(entries[0]?.details?.['reason'], REASON)
  const above = await listAudit(here.world.console(operatorScope), { action: 'view-as', limit: 200 })
  assert.ok(above.entries.filter(({ chain }) => chain === 'operator').length >= 2)
  assert.equal((await verifyAudit(here.world.console(operatorScope))).ok, true)
})

test('the verb itself refuses who came without a session', async () => {
  const { here, tenantId } = parts()
  const ctx = here.world.console(operatorScope, manualClock(new Date()))
  await assert.rejects(startViewAs(ctx, { tenantId, reason: REASON }), /member/)
})
