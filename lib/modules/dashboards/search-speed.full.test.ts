// The search of a big installation: 1,000 tenants with 50 services each, and a month of incidents. Its aim is 300 ms at the 95th
// of 100 searches, beside a plain search for what a name begins with in the same run.
import assert from 'node:assert/strict'
import { after, before, test, type TestContext } from 'node:test'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { search } from './index.ts'

const TENANTS = 1000
const LIMIT_MS = 300
const ROUNDS = 5

let world: TestWorld
before(async () => {
  world = await openTestWorld()
})
after(async () => await world.close())

/** Names as people give them: many tenants share the names of their services. */
const FILL = `
  with platforms as (
    insert into platform (id, name) select gen_random_uuid(), 'Platform ' || n from generate_series(1, 5) n returning id, name
  ), numbered as (select id, row_number() over () as place from platforms),
  tenants as (
    insert into tenant (id, platform_id, name)
    select gen_random_uuid(), p.id,
      (array['Merbau','Angsana','Cengal','Rasau','Jelutong','Meranti','Balau','Keruing','Nyatoh','Ramin'])[1 + n % 10]
        || ' ' || (array['Trading','Logistics','Foods','Health','Motors','Textiles','Energy','Media'])[1 + (n / 10) % 8]
        || ' ' || n
    from generate_series(1, $1::int) n join numbered p on p.place = 1 + n % 5
    returning id, platform_id
  ), services as (
    insert into service (id, platform_id, tenant_id, name)
    select gen_random_uuid(), t.platform_id, t.id,
      (array['billing','checkout','licence','search','report','mail','media','session','invoice','ledger'])[1 + n % 10]
        || '-' || (array['api','worker','web','db','cache'])[1 + n / 10]
    from tenants t cross join generate_series(0, 49) n returning id
  ), incidents as (
    insert into incident (id, platform_id, tenant_id, code, title, severity, state, dedup_key, open_key, opened_at, policy)
    select gen_random_uuid(), t.platform_id, t.id, 'INC-' || upper(substr(md5(t.id::text || n), 1, 7)),
      (array['Checkout answers slowly','Disk of the database is nearly full','Mail is not delivered','Certificate ends in 3 days'])[1 + n % 4],
      'P2', 'resolved', t.id::text || n, t.id::text || n, now() - n * interval '1 day', '{}'
    from tenants t cross join generate_series(1, 30) n returning id
  )
  select (select count(*)::int from services) as services, (select count(*)::int from incidents) as incidents`

/** What people type: whole names, beginnings, slips, two words, a code, and what stands nowhere. */
const TYPED = [
  'merbau',
  'merb',
  'mebrau trading',
  'angsana foods 101',
  'billing',
  'biling-api',
  'chekout web',
  'invoice-db',
  'licence server',
  'disk nearly full',
  'certifcate',
  'INC-7',
  'platform 3',
  'zzyzx',
  'merbau 500 billing',
  'ledger-cache',
  'me',
  'api',
  'mail not deliverd',
  'jelutong energy',
]

const at95 = (times: readonly number[]): number =>
  Math.round(times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? 0)

async function timesOf(ask: (typed: string) => Promise<unknown>): Promise<number[]> {
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const typed of TYPED) {
      const started = performance.now()
      await ask(typed)
      times.push(performance.now() - started)
    }
  }
  return times
}

/** How long the searches of one scope take, in milliseconds. */
async function measure(
  context: TestContext,
  name: string,
  scope: Scope,
): Promise<{ readonly alike: number; readonly beginnings: number }> {
  const ctx = world.console(scope)
  const alike = at95(await timesOf(async (q) => await search(ctx, { q })))
  const beginnings = at95(
    await timesOf(
      async (q) =>
        await ctx.db.read(
          async (tx) =>
            await tx.service.findMany({ where: { name: { startsWith: q, mode: 'insensitive' } }, take: 8 }),
        ),
    ),
  )
  context.diagnostic(
    `${name}: search p95 ${alike} ms; the beginnings of services' names alone p95 ${beginnings} ms`,
  )
  return { alike, beginnings }
}

test(`95 of 100 searches answer within ${LIMIT_MS} ms at ${TENANTS} tenants`, async (context) => {
  const filled = await withClient(world.db.urls.admin, async (admin) => {
    await admin.query('set session_replication_role = replica') // without the wake-ups of open pages
    const { rows } = await admin.query<{ services: number; incidents: number }>(FILL, [TENANTS])
    await admin.query('vacuum analyze')
    return rows[0]
  })
  context.diagnostic(`${TENANTS} tenants, ${filled?.services} services, ${filled?.incidents} incidents`)
  const one = await world.database.withScope(operatorScope, async (tx) => await tx.tenant.findFirstOrThrow())
  const platform = platformId(one.platformId)
  const scopes: readonly (readonly [string, Scope])[] = [
    ['operator', operatorScope],
    ['platform', { kind: 'platform', platformId: platform }],
    ['tenant', { kind: 'tenant', platformId: platform, tenantId: tenantId(one.id) }],
  ]
  for (const [name, scope] of scopes) {
    const { alike, beginnings } = await measure(context, name, scope)
    // On a machine that does other things meanwhile, the plain search tells how slow it is.
    assert.ok(alike < Math.max(LIMIT_MS, beginnings), `${name}: ${alike} ms beside ${beginnings} ms`)
  }
})
