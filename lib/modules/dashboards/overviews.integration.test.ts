// The overviews on real Postgres: what is counted, in which order, and that a scope sees its own share alone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { manualClock } from '#lib/core/clock.ts'
import { DomainError } from '#lib/core/errors.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { sayIn } from '#lib/core/words.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { fleetOverview, healthMatrix, readNews, tenantHome } from './index.ts'

const NOW = new Date('2026-11-20T06:32:07Z')
const clock = manualClock(NOW)
/** When platforms and tenants were made. */
const earlier = manualClock(new Date('2026-10-01T00:00:00Z'))
const ago = (minutes: number): Date => new Date(NOW.getTime() - minutes * 60_000)

let world: TestWorld
let admin: pg.Client
let platform: Extract<Scope, { kind: 'platform' }>
let foreign: Extract<Scope, { kind: 'platform' }>
let merbau: Extract<Scope, { kind: 'tenant' }>
let rasau: Extract<Scope, { kind: 'tenant' }>
let stranger: Extract<Scope, { kind: 'tenant' }>

const makePlatform = async (name: string) => {
  const { id } = await createPlatform(world.console(operatorScope, earlier), { name })
  return { kind: 'platform', platformId: platformId(id) } as const
}
const makeTenant = async (owner: typeof platform, name: string) => {
  const { id } = await createTenant(world.console(operatorScope, earlier), {
    platformId: owner.platformId,
    name,
  })
  return { kind: 'tenant', platformId: owner.platformId, tenantId: tenantId(id) } as const
}
const insertService = async (owner: typeof platform | typeof merbau, name: string, state: string) => {
  const id = newId()
  await admin.query(
    `insert into service (id, platform_id, tenant_id, name, state, reason, state_since, created_at)
     values ($1, $2, $3, $4, $5::service_state, $6, $7, $8)`,
    [
      id,
      owner.platformId,
      owner.kind === 'tenant' ? owner.tenantId : null,
      name,
      state,
      `${name} is ${state}`,
      ago(30),
      ago(60 * 24 * 10),
    ],
  )
  return id
}
const insertIncident = async (
  owner: typeof merbau,
  serviceId: string,
  severity: string,
  [from, to]: readonly [Date, Date | null],
) => {
  const id = newId()
  await admin.query(
    `insert into incident (id, platform_id, tenant_id, code, title, severity, state, service_id, dedup_key, open_key, opened_at, resolved_at, policy)
     values ($1, $2, $3, $4, 'Slow payments', $5::severity, $6::incident_state, $7, $10, $10, $8, $9, '{}')`,
    [
      id,
      owner.platformId,
      owner.tenantId,
      `INC-${id.slice(-5)}`,
      severity,
      to === null ? 'open' : 'resolved',
      serviceId,
      from,
      to,
      id,
    ],
  )
  return id
}
const insertSource = async (owner: typeof merbau, name: string, usedAt: Date | null, endsAt: Date | null) => {
  await admin.query(
    `insert into source (id, platform_id, tenant_id, name, hash, hint, last_used_at, expires_at, created_at)
     values ($1, $2, $3, $4, $5, 'x', $6, $7, $8)`,
    [newId(), owner.platformId, owner.tenantId, name, Buffer.from(name), usedAt, endsAt, ago(60 * 24 * 30)],
  )
}

let payments: string
before(async () => {
  world = await openTestWorld()
  admin = new pg.Client({ connectionString: world.db.urls.admin })
  await admin.connect()
  platform = await makePlatform('Overview One')
  foreign = await makePlatform('Overview Two')
  merbau = await makeTenant(platform, 'Merbau')
  rasau = await makeTenant(platform, 'Rasau 100%')
  stranger = await makeTenant(foreign, 'Stranger')
  payments = await insertService(merbau, 'payments', 'down')
  await insertService(merbau, 'shop', 'healthy')
  await insertService(rasau, 'shop', 'healthy')
  await insertService(stranger, 'secret-service', 'degraded')
  const gateway = await insertService(platform, 'gateway', 'healthy')
  await admin.query(
    `insert into tenant_service_state (tenant_id, platform_id, service_id, name, state, since, impact, words, updated_at)
     values ($1, $2, $3, 'gateway', 'degraded', $4, 'x', 'public words', $4)`,
    [rasau.tenantId, platform.platformId, gateway, ago(40)],
  )
  await insertIncident(merbau, payments, 'P1', [ago(60), null])
  await insertIncident(merbau, payments, 'P2', [ago(60 * 24 * 3), ago(60 * 24 * 2)])
  await insertSource(merbau, 'merbau-agent', ago(1), new Date(NOW.getTime() + 3 * 86_400_000))
  await insertSource(merbau, 'merbau-quiet', ago(3), null)
  await insertSource(merbau, 'merbau-silent', ago(30), null)
  await insertSource(stranger, 'stranger-agent', ago(3), null)
})
after(async () => {
  await admin.end()
  await world.close()
})

const ask = async (scope: Scope, input: Parameters<typeof healthMatrix>[1] = {}) =>
  await healthMatrix(world.console(scope, clock), input)

test('the matrix stands worst first, with own and shared services and nothing of another platform', async () => {
  const matrix = await ask(platform)
  assert.deepEqual(
    matrix.rows.map(({ name, state }) => [name, state]),
    [
      ['Merbau', 'down'],
      ['Rasau 100%', 'degraded'],
    ],
  )
  assert.deepEqual(
    matrix.columns.map(({ name, cells, unhealthy }) => [name, cells, unhealthy]),
    [
      ['gateway', 1, 1],
      ['payments', 1, 1],
      ['shop', 2, 0],
    ],
  )
  const [first, second] = matrix.rows
  assert.deepEqual(
    first?.cells.map((cell) => [matrix.columns[cell.column]?.name, cell.state, cell.isShared]).toSorted(),
    [
      ['payments', 'down', undefined],
      ['shop', 'healthy', undefined],
    ],
  )
  assert.ok(second?.cells.some(({ isShared, state }) => isShared === true && state === 'degraded'))
  assert.equal(matrix.figures.down.value, 1)
  assert.equal(matrix.figures.healthy.value, 0)
  assert.doesNotMatch(JSON.stringify(matrix), /secret-service|Stranger/)
})

test('a tenant sees one row, its own', async () => {
  const { rows, columns } = await ask(rasau)
  assert.deepEqual(
    rows.map(({ name }) => name),
    ['Rasau 100%'],
  )
  assert.deepEqual(columns.map(({ name }) => name).toSorted(), ['gateway', 'shop'])
})

test('the matrix is narrowed by state, names and platform, and paged', async () => {
  const names = async (input: Parameters<typeof healthMatrix>[1], scope: Scope = platform) =>
    (await ask(scope, input)).rows.map(({ name }) => name)
  assert.deepEqual(await names({ state: 'down' }), ['Merbau'])
  assert.deepEqual(await names({ state: 'maintenance' }), [])
  assert.deepEqual(await names({ tenant: 'mER' }), ['Merbau'])
  assert.deepEqual(await names({ tenant: '100%' }), ['Rasau 100%'])
  assert.deepEqual(await names({ tenant: '_' }), [], 'a wildcard is a character like others')
  assert.deepEqual(await names({ platform: foreign.platformId }, operatorScope), ['Stranger'])
  assert.deepEqual(await names({ platform: foreign.platformId }), [])
  assert.deepEqual(await names({ limit: 1, page: 2 }), ['Rasau 100%'])
  assert.deepEqual(await names({ limit: 1, page: 3 }), [])
  const { columns } = await ask(platform, { service: 'SHO' })
  assert.deepEqual(
    columns.map(({ name }) => name),
    ['shop'],
  )
})

const refuses = async (input: Record<string, unknown>) =>
  await assert.rejects(
    async () => await ask(platform, input),
    (error: unknown) => error instanceof DomainError && error.code === 'invalid_input',
  )
const BAD: readonly [string, unknown][] = [
  ['state', 'broken'],
  ['state', 7],
  ['platform', 'not-an-id'],
  ['tenant', 'x'.repeat(101)],
  ['tenant', { a: 1 }],
  ['service', 'a\u0000b'],
  ['page', '0'],
  ['page', '=1+1'],
  ['page', '1.5'],
  ['limit', '101'],
  ['limit', '<b>'],
  ['other', 'x'],
]
for (const [field, value] of BAD) {
  test(`the matrix refuses ${field} = ${JSON.stringify(value).slice(0, 20)}`, async () =>
    await refuses({ [field]: value }))
}

test('the fleet counts by owner, and names the reason and the days of each platform', async () => {
  const fleet = await fleetOverview(world.console(operatorScope, clock))
  const line = fleet.platforms.find(({ id }) => id === platform.platformId)
  assert.ok(line !== undefined)
  assert.deepEqual(
    [line.state, line.reason, line.tenants, line.services, line.openIncidents],
    ['down', 'payments is down', 2, 4, 1],
  )
  assert.deepEqual(line.days.marks.slice(-4), ['degraded', 'degraded', 'calm', 'down'])
  assert.equal(fleet.tenants[0]?.name, 'Merbau')
  assert.deepEqual(
    fleet.tenantStates.filter((each) => each.platformId === platform.platformId),
    [
      { platformId: platform.platformId, state: 'down', count: 1 },
      { platformId: platform.platformId, state: 'healthy', count: 1 },
    ],
  )
  assert.deepEqual(fleet.sources.silent, ['merbau-silent'])
  assert.equal(fleet.figures.sources.value, 3)
  assert.deepEqual(fleet.services, [])
  const own = await fleetOverview(world.console(platform, clock))
  assert.deepEqual(
    own.services.map(({ name, tenantName }) => [name, tenantName]),
    [
      ['gateway', null],
      ['payments', 'Merbau'],
    ],
  )
})

test('the home of a tenant has its days, its incidents and its sources, and no others', async () => {
  const home = await tenantHome(world.console(merbau, clock))
  const days = home.days[payments]
  assert.deepEqual(days?.marks.slice(-4), ['degraded', 'degraded', 'calm', 'down'])
  assert.equal(days.marks.filter((mark) => mark === 'unknown').length, 79, 'it is watched for ten days')
  assert.equal(home.figures.calmDays.value, 8)
  assert.equal(home.incidents90d, 2)
  assert.deepEqual(
    home.lately.map(({ state }) => state),
    ['open', 'resolved'],
  )
  assert.deepEqual(home.sources, { all: 3, reporting: 2, silent: ['merbau-silent'] })
  assert.equal(home.figures.servicesHealthy.value, 1)
  const empty = await tenantHome(world.console(await makeTenant(foreign, 'Empty'), clock))
  assert.equal(empty.figures.servicesHealthy.value, null)
  assert.equal(empty.figures.sources.value, null)
})

test('news tell what changed and what ends or goes silent soon, within the scope', async () => {
  const { changed, ahead, forecasts } = await readNews(world.console(merbau, clock))
  const titles = changed.map(({ title }) => title)
  assert.ok(titles.some((title) => /^INC-\S+ was opened$/.test(title)))
  assert.ok(titles.some((title) => /^INC-\S+ was resolved$/.test(title)))
  assert.ok(titles.includes('payments is down'))
  assert.deepEqual(
    ahead.map(({ title }) => title),
    ['Source merbau-quiet is going silent', 'Source merbau-agent ends'],
  )
  assert.equal(forecasts.value, null)
  assert.ok(
    ahead.every(({ whose, href }) => whose === 'Merbau' && href.includes(`tenant%3A${merbau.tenantId}`)),
  )
  const seen = JSON.stringify(await readNews(world.console(rasau, clock)))
  assert.doesNotMatch(seen, /merbau|stranger|payments/i)
  assert.match(seen, /gateway, which all tenants share, is degraded/)
})

test('figures, news and reasons are said to a reader of Malay, with names as they are', async () => {
  const malay = (scope: Scope) =>
    ({ ...world.console(scope, clock), language: 'ms', say: sayIn('ms') }) as const
  const news = await readNews(malay(merbau))
  assert.ok(news.changed.some(({ title }) => title === 'payments terputus'))
  assert.deepEqual(
    news.ahead.map(({ title }) => title),
    ['Sumber merbau-quiet mula senyap', 'Sumber merbau-agent tamat'],
  )
  assert.match(news.forecasts.missing?.reason ?? '', /^Tiada ramalan dibuat/)
  const { figures, platforms } = await fleetOverview(malay(operatorScope))
  assert.match(figures.openIncidents.formula, /^insiden dalam skop ini/)
  const reasons = platforms.map(({ reason }) => reason)
  assert.ok(reasons.includes('secret-service is degraded'), 'the title of an incident is somebody’s own')
  for (const reason of reasons)
    assert.doesNotMatch(reason, /^(?:Samples arrive|No samples|Its samples|Its target|No service)/)
})

test('news of settings name what they are about: the tenant that was made', async () => {
  await createTenant(world.console(operatorScope, clock), {
    platformId: platform.platformId,
    name: 'Cengal',
  })
  const titles = (await readNews(world.console(platform, clock))).changed.map(({ title }) => title)
  assert.ok(titles.includes('A tenant was created: Cengal'), titles.join(', '))
})

test('news leave out what the reader may not see', async () => {
  const context = world.console(merbau, clock)
  const narrow = {
    ...context,
    grantOf: (permission: Parameters<typeof context.grantOf>[0]) =>
      ['source:read', 'rule:read', 'audit:read', 'access:read'].includes(permission)
        ? null
        : context.grantOf(permission),
  }
  const { changed, ahead } = await readNews(narrow)
  assert.deepEqual(ahead, [])
  assert.ok(changed.length > 0)
  assert.ok(changed.every(({ kind }) => kind === 'incident' || kind === 'service'))
})
