// The scopes of an installation with 10,000 tenants: what is found, page by page, and how long the answer takes; and all of its
// services.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { sayIn } from '#lib/core/words.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { listScopes, listServices } from './index.ts'
import type { ListScopesInput, ScopeOption } from './schemas.ts'

const TENANTS = 10_000

let world: TestWorld
let platform: string
before(async () => {
  world = await openTestWorld()
  await withClient(world.db.urls.admin, async (admin) => {
    await admin.query('set session_replication_role = replica') // without the wake-ups of open pages
    await admin.query(
      `insert into platform (id, name) select gen_random_uuid(), 'Platform ' || n from generate_series(1, 5) n`,
    )
    await admin.query(
      `with numbered as (select id, row_number() over (order by name) as place from platform where name like 'Platform %')
       insert into tenant (id, platform_id, name)
       select gen_random_uuid(), p.id, 'Tenant ' || lpad(n::text, 5, '0') || case when n = 77 then ' 100%_off' else '' end
       from generate_series(1, $1::int) n join numbered p on p.place = 1 + n % 5`,
      [TENANTS],
    )
    await admin.query('vacuum analyze')
    const { rows } = await admin.query<{ id: string }>(`select id from platform where name = 'Platform 2'`)
    platform = rows[0]?.id ?? ''
  })
})
after(async () => await world.close())

const ask = async (input: ListScopesInput, scope: Scope = operatorScope) =>
  await listScopes(world.console(scope), input)
const names = (scopes: readonly ScopeOption[]): readonly string[] => scopes.map(({ name }) => name)

test('the widest come first, and a page goes on where the one before ended, each scope once', async () => {
  const seen: ScopeOption[] = []
  for (let place: string | undefined; ;) {
    const { scopes, next } = await ask({ limit: 150, ...(place === undefined ? {} : { after: place }) })
    seen.push(...scopes)
    if (next === null) break
    assert.equal(scopes.length, 150)
    place = next
  }
  assert.deepEqual(names(seen).slice(0, 3), ['All platforms', 'Platform 1', 'Platform 2'])
  const tenants = seen.filter(({ kind }) => kind === 'tenant')
  assert.equal(tenants.length, TENANTS)
  assert.equal(new Set(seen.map(({ param }) => param)).size, seen.length)
  const places = tenants.map(({ platformName, name }) => `${platformName ?? ''} ${name}`)
  assert.deepEqual(places, places.toSorted())
})

test('every word narrows, in any case; a platform finds its tenants; patterns are words', async () => {
  assert.deepEqual(names((await ask({ text: 'TENANT 00042' })).scopes), ['Tenant 00042'])
  const { scopes } = await ask({ text: 'platform 2', limit: 3 })
  assert.equal(scopes[0]?.name, 'Platform 2')
  assert.ok(scopes.slice(1).every(({ name, platformName }) => `${platformName ?? ''} ${name}`.includes('2')))
  const { scopes: both } = await ask({ text: 'platform 00041' })
  assert.deepEqual(names(both), ['Tenant 00041']) // one word in its own name, one in that of its platform
  assert.deepEqual(names((await ask({ text: '100%_off' })).scopes), ['Tenant 00077 100%_off'])
  assert.deepEqual((await ask({ text: '%' })).scopes.length, 1)
  assert.deepEqual(await ask({ text: 'nobody is called so' }), { scopes: [], next: null })
})

test('a platform sees its own, a tenant itself, and a place elsewhere is none', async () => {
  const own: Scope = { kind: 'platform', platformId: platformId(platform) }
  const { scopes } = await ask({ limit: 3 }, own)
  assert.deepEqual(
    scopes.map(({ kind, platformId: of }) => [kind, of]),
    [
      ['platform', platform],
      ['tenant', platform],
      ['tenant', platform],
    ],
  )
  const [tenant, foreign] = [scopes[1], (await ask({ text: 'platform 3', limit: 2 })).scopes[1]]
  assert.ok(tenant !== undefined && foreign !== undefined)
  const id = tenantId(tenant.param.replace('tenant:', ''))
  const alone: Scope = { kind: 'tenant', platformId: platformId(platform), tenantId: id }
  assert.deepEqual(await ask({}, alone), { scopes: [tenant], next: null })
  assert.deepEqual(await ask({ named: `operator,${foreign.param},${tenant.param}` }, alone), {
    scopes: [tenant],
    next: null,
  })
  await assert.rejects(ask({ after: foreign.param }, own), { code: 'invalid_input' })
  await assert.rejects(ask({ after: 'nowhere' }), { code: 'invalid_input' })
})

test('named ones are found among all', async () => {
  const { scopes } = await ask({ text: '00042' })
  const [far] = scopes
  assert.ok(far !== undefined)
  const named = await ask({ named: `${far.param},platform:${platform},operator,tenant:none` })
  assert.deepEqual(names(named.scopes), ['All platforms', 'Platform 2', 'Tenant 00042'])
  const malay = { ...world.console(operatorScope), language: 'ms', say: sayIn('ms') } as const
  assert.deepEqual(names((await listScopes(malay, { text: 'semua' })).scopes), ['Semua platform'])
})

test(`an answer among ${TENANTS} tenants`, async (context) => {
  const times: number[] = []
  const typed = ['', 'tenant', '0420', 'platform 4', 'tenant 099', 'zzz', 'platform 5 0999', '7']
  for (let n = 0; n < 80; n += 1) {
    const begun = performance.now()
    await ask({ text: typed[n % typed.length] ?? '', limit: 50 })
    times.push(performance.now() - begun)
  }
  const p95 = times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0
  context.diagnostic(`scopes among ${TENANTS} tenants: p95 ${p95.toFixed(0)} ms of ${times.length}`)
  assert.ok(p95 < 3000, `${p95} ms`) // ten times the aim: the machine is shared
})

test('all of 40,000 services are listed at once, in their order, also from one of them on', async () => {
  await withClient(world.db.urls.admin, async (admin) => {
    await admin.query('set session_replication_role = replica')
    await admin.query(
      `insert into service (id, platform_id, tenant_id, name)
       select gen_random_uuid(), platform_id, id, 'service ' || n from tenant cross join generate_series(1, 4) n`,
    )
    await admin.query('vacuum analyze service')
  })
  const { services, next, total } = await listServices(world.console(operatorScope), { sort: '-name' })
  assert.deepEqual([services.length, next, total], [4 * TENANTS, null, 4 * TENANTS])
  assert.deepEqual([services[0]?.name, services.at(-1)?.name], ['service 4', 'service 1'])
  const rest = await listServices(world.console(operatorScope), {
    sort: '-name',
    after: services.at(-101)?.id,
  })
  assert.deepEqual(rest.services, services.slice(-100))
})
