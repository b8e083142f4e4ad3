// The orders of the lists that the database sorts, on real Postgres: by what people mean with them, names as people sort
// them, what is alike without gap or repeat, and how a row stands as its view says it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { manualClock } from '#lib/core/clock.ts'
import { platformId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { KEY_SORTS } from '#lib/modules/access/domain/key-order.ts'
import { KEY_STANDINGS, keyStanding } from '#lib/modules/access/domain/key-standing.ts'
import { SOURCE_SORTS } from '#lib/modules/access/domain/source-order.ts'
import { sourceStanding, SOURCE_STANDINGS } from '#lib/modules/access/domain/source-standing.ts'
import { exportApiKeys, listApiKeys, listSources } from '#lib/modules/access/index.ts'
import { listRules } from '#lib/modules/alerting/index.ts'
import { createPlatform, createTenant, listTenants } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '../contexts.ts'

type Platform = Extract<Scope, { kind: 'platform' }>

let world: TestWorld
let admin: pg.Client

before(async () => {
  world = await openTestWorld()
  admin = new pg.Client({ connectionString: world.db.urls.admin })
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})

async function addPlatform(name: string): Promise<Platform> {
  const { id } = await createPlatform(world.console(operatorScope), { name })
  return { kind: 'platform', platformId: platformId(id) }
}

const NOW = new Date('2026-11-20T14:32:07Z')
const ago = (ms: number): Date => new Date(NOW.getTime() - ms)

interface SourceParts {
  readonly created?: string
  readonly used?: Date
  readonly ends?: Date
  readonly revoked?: Date
}

let hashes = 0
async function addSource(platform: Platform, name: string, parts: SourceParts = {}): Promise<void> {
  hashes += 1
  await admin.query(
    `insert into source (id, platform_id, name, hash, hint, created_at, last_used_at, expires_at, revoked_at)
     values ($1, $2, $3, int4send($4), 'bw_src', $5, $6, $7, $8)`,
    [
      newId(),
      platform.platformId,
      name,
      hashes,
      parts.created ?? '2026-01-01T00:00:00Z',
      parts.used ?? null,
      parts.ends ?? null,
      parts.revoked ?? null,
    ],
  )
}

const join = (rows: readonly { readonly name: string }[]): string => rows.map(({ name }) => name).join(' ')

test('sources: newest first with what is revoked last; what has no moment comes last', async () => {
  const platform = await addPlatform('Sources')
  await addSource(platform, 'old', { ends: ago(-2000) })
  await addSource(platform, 'Shut', { created: '2026-03-01T00:00:00Z', revoked: ago(9000) })
  await addSource(platform, 'new', { created: '2026-02-01T00:00:00Z', used: ago(60_000), ends: ago(-1000) })
  const ctx = world.console(platform, manualClock(NOW))
  const orders = {
    live: 'new old Shut',
    created: 'old new Shut',
    '-created': 'Shut new old',
    name: 'new old Shut',
    '-name': 'Shut old new',
    state: 'old Shut new',
    '-state': 'new Shut old',
    used: 'new old Shut',
    '-used': 'old Shut new',
    ends: 'new old Shut',
    '-ends': 'Shut old new',
  } as const
  for (const sort of SOURCE_SORTS)
    assert.equal(join((await listSources(ctx, { sort })).sources), orders[sort], sort)
})

test('sources: the database judges how each stands as its view does, to the millisecond', async () => {
  const platform = await addPlatform('Standings')
  await addSource(platform, 'receiving', { used: ago(5 * 60_000) })
  await addSource(platform, 'silent', { used: ago(5 * 60_000 + 1) })
  await addSource(platform, 'waiting', { ends: ago(-1) })
  await addSource(platform, 'ended', { ends: NOW, used: NOW })
  await addSource(platform, 'revoked', { revoked: NOW, ends: ago(1), used: NOW })
  const { sources, counts } = await listSources(world.console(platform, manualClock(NOW)), { sort: 'state' })
  assert.equal(join(sources), SOURCE_STANDINGS.join(' '))
  for (const source of sources) assert.equal(sourceStanding(source, NOW.getTime()), source.name)
  assert.deepEqual(
    counts,
    SOURCE_STANDINGS.map((standing) => ({ standing, count: 1 })),
  )
})

test('sources that are alike in all that is asked follow each other without gap or repeat', async () => {
  const platform = await addPlatform('Alike')
  for (let at = 0; at < 7; at += 1) await addSource(platform, 'twin')
  const ctx = world.console(platform)
  for (const sort of SOURCE_SORTS) {
    const whole = (await listSources(ctx, { sort })).sources.map(({ id }) => id)
    const seen: string[] = []
    let place: string | null = null
    do {
      const page = await listSources(ctx, { sort, limit: 2, ...(place === null ? {} : { after: place }) })
      seen.push(...page.sources.map(({ id }) => id))
      place = page.next
    } while (place !== null)
    assert.equal(new Set(seen).size, 7, sort)
    assert.deepEqual(seen, whole, sort)
  }
  const last = (await listSources(ctx, {})).sources.at(-1)?.id
  assert.ok(last !== undefined)
  assert.deepEqual((await listSources(ctx, { after: last, limit: 2 })).sources, [])
  await admin.query('delete from source where id = $1', [last])
  await assert.rejects(listSources(ctx, { after: last, limit: 2 }), /after/)
})

test('keys: what ends soon first, judged as the view of each is; the first characters find one, and only the own are found', async () => {
  const platform = await addPlatform('Keys')
  const DAY = 86_400_000
  const [mine, theirs] = [newId(), newId()]
  const add = async (name: string, memberId: string, parts: { ends?: Date; used?: Date; revoked?: Date }) => {
    hashes += 1
    await admin.query(
      `insert into api_key (id, platform_id, name, hash, hint, permissions, member_id, created_at, expires_at, last_used_at, revoked_at)
       values ($1, $2, $3, int4send($4), $5, '{}', $6, $7, $8, $9, $10)`,
      [
        newId(),
        platform.platformId,
        name,
        hashes,
        `bw_${name}`,
        memberId,
        new Date(Date.UTC(2026, 0, hashes)),
        parts.ends ?? null,
        parts.used ?? null,
        parts.revoked ?? null,
      ],
    )
  }
  await add('active', mine, { ends: ago(-7 * DAY - 1), used: ago(1000) })
  await add('revoked', theirs, { ends: ago(-DAY), revoked: ago(1) })
  await add('expired', mine, { ends: NOW, used: ago(500) })
  await add('ending', theirs, { ends: ago(-7 * DAY) })
  const clock = manualClock(NOW)
  const ctx = world.console(platform, clock)
  const orders = {
    live: 'ending expired active revoked',
    created: 'active revoked expired ending',
    '-created': 'ending expired revoked active',
    name: 'active ending expired revoked',
    '-name': 'revoked expired ending active',
    state: 'ending expired revoked active',
    '-state': 'active revoked expired ending',
    until: 'expired revoked ending active',
    '-until': 'active ending revoked expired',
    used: 'active expired ending revoked',
    '-used': 'ending revoked expired active',
  } as const
  for (const sort of KEY_SORTS)
    assert.equal(join((await listApiKeys(ctx, { sort })).keys), orders[sort], sort)
  const { keys, counts } = await listApiKeys(ctx, { sort: 'state' })
  for (const key of keys) assert.equal(keyStanding(key, NOW.getTime()), key.name)
  assert.deepEqual(
    counts,
    KEY_STANDINGS.map((standing) => ({ standing, count: 1 })),
  )
  assert.equal(join((await listApiKeys(ctx, { text: 'BW_exp' })).keys), 'expired')

  // Finance makes keys and does not read who has access.
  const own = { ...world.member(platform, 'finance', mine), clock }
  const listed = await listApiKeys(own, { sort: 'name' })
  assert.equal(join(listed.keys), 'active expired')
  assert.deepEqual([listed.total, listed.counts.length], [2, 2])
  const foreign = keys.find(({ name }) => name === 'ending')?.id
  assert.ok(foreign !== undefined)
  await assert.rejects(listApiKeys(own, { after: foreign, limit: 1 }), /after/)
  let file = ''
  for await (const piece of (await exportApiKeys(own, { sort: 'name' })).pieces) file += piece
  assert.deepEqual(
    [...file.matchAll(/,(active|ending|expired|revoked),/g)].map(([, name]) => name),
    ['active', 'expired'],
  )
  await assert.rejects(exportApiKeys(world.member(platform, 'viewer', mine), {}), { code: 'forbidden' })
})

test('tenants: the suspended ones first, names in any case, and since when each is what it is', async () => {
  const [alpha, beta] = [await addPlatform('Tenants Alpha'), await addPlatform('tenants Beta')]
  const ctx = world.console(operatorScope)
  const add = async ({ platformId: id }: Platform, name: string, created: string) => {
    const tenant = await createTenant(ctx, { platformId: id, name })
    await admin.query('update tenant set created_at = $2 where id = $1', [tenant.id, created])
    return tenant.id
  }
  await add(alpha, 'Zebra', '2026-01-01T00:00:00Z')
  const apple = await add(beta, 'Äpple', '2026-01-02T00:00:00Z')
  await add(alpha, 'Mango', '2026-01-03T00:00:00Z')
  const suspend = `insert into suspension (id, platform_id, tenant_id, reason, contact, suspended_by, since, ended_at, ended_by)
     values (gen_random_uuid(), $1, $2, 'why', 'whom', 'who', $3, $4, $5)`
  await admin.query(`update tenant set state = 'suspended' where id = $1`, [apple])
  await admin.query(suspend, [beta.platformId, apple, '2026-02-01T00:00:00Z', null, null])
  await admin.query(suspend, [beta.platformId, apple, '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z', 'who'])
  const orders = {
    '-state': 'Äpple Mango Zebra',
    state: 'Mango Zebra Äpple',
    name: 'Äpple Mango Zebra',
    '-name': 'Zebra Mango Äpple',
    platform: 'Mango Zebra Äpple',
    '-platform': 'Äpple Mango Zebra',
    since: 'Zebra Mango Äpple',
    '-since': 'Äpple Mango Zebra',
  } as const
  for (const [sort, names] of Object.entries(orders))
    assert.equal(
      join((await listTenants(ctx, { text: 'TENANTS', sort: keyOf(orders, sort) })).tenants),
      names,
      sort,
    )
  const { tenants, counts } = await listTenants(ctx, { text: 'äPP' })
  assert.equal(join(tenants), 'Äpple')
  assert.equal(tenants[0]?.suspension?.since, '2026-02-01T00:00:00.000Z')
  assert.deepEqual(counts, { all: 3, suspended: 1 })
})

/** A name of an order that stands in a table of them. */
function keyOf<Key extends string>(table: Readonly<Record<Key, string>>, name: string): Key {
  for (const key in table) if (key === name) return key
  throw new Error(`no order ${name}`)
}

test('rules: what needs a person first, the worse severity before; a heartbeat that beats is quiet', async () => {
  const platform = await addPlatform('Rules')
  const tenantOf = async (name: string) =>
    (await createTenant(world.console(operatorScope), { platformId: platform.platformId, name })).id
  const [zebra, apple] = [await tenantOf('Zebra'), await tenantOf('apple')]
  const add = async (
    name: string,
    parts: { alerts: string[]; severity?: string; kind?: string; tenant?: string },
  ) => {
    const id = newId()
    const owner = [id, platform.platformId, parts.tenant ?? null]
    await admin.query(
      `insert into rule (id, platform_id, tenant_id, name, expr, severity, summary, kind, for_seconds)
       values ($1, $2, $3, $4, 'up == 0', $5, 'down', $6, $7)`,
      [...owner, name, parts.severity ?? 'P2', parts.kind ?? 'incident', Number(name) * 10],
    )
    for (const state of parts.alerts)
      await admin.query(
        `insert into alert (id, platform_id, tenant_id, rule_id, fingerprint, labels, state, summary, active_at, resolved_at, updated_at)
         values (gen_random_uuid(), $2, $3, $1, gen_random_uuid(), '{}', $4, 'down', now(), $5, now())`,
        [...owner, state, state === 'resolved' ? NOW : null],
      )
  }
  await add('1', { alerts: ['resolved'], tenant: zebra })
  await add('2', { alerts: ['pending', 'firing'], severity: 'P3' })
  await add('3', { alerts: ['firing', 'firing'], severity: 'P1', tenant: apple })
  await add('4', { alerts: ['firing'], kind: 'heartbeat', severity: 'P0' })
  await add('5', { alerts: ['pending', 'no_data'] })
  const ctx = world.console(platform)
  const orders = {
    state: '3 2 5 4 1',
    '-state': '4 1 5 3 2',
    severity: '4 3 5 1 2',
    '-severity': '2 5 1 3 4',
    for: '1 2 3 4 5',
    '-for': '5 4 3 2 1',
    name: '1 2 3 4 5',
    '-name': '5 4 3 2 1',
    owner: '2 4 5 3 1',
    '-owner': '1 3 2 4 5',
  } as const
  for (const [sort, names] of Object.entries(orders))
    assert.equal(join((await listRules(ctx, { sort: keyOf(orders, sort) })).rules), names, sort)
  const { rules, counts } = await listRules(ctx)
  assert.deepEqual(
    rules.map(({ name, state, activeAlerts }) => `${name} ${state} ${activeAlerts}`),
    ['2 firing 2', '4 firing 1', '5 no_data 1', '3 firing 2', '1 inactive 0'],
  )
  const counted = counts.map(({ kind, state, count }) => `${kind} ${state} ${count}`)
  assert.deepEqual(counted.toSorted(), [
    'heartbeat firing 1',
    'incident firing 2',
    'incident inactive 1',
    'incident no_data 1',
  ])
})
