import { withClient } from '#lib/infra/cluster/with-client.ts'

/** A tenant with one service and one incident of its own, to look at. */
export interface Filled {
  readonly tenant: string
  readonly name: string
  readonly platform: string
  readonly service: string
  readonly incident: string
}

/** The names of the services of a tenant, which are the `job` labels of their series. */
export const serviceNames = (count: number): readonly string[] =>
  Array.from({ length: count }, (_, n) => `${KINDS[n % 10] ?? ''}-${PARTS[Math.floor(n / 10) % 5] ?? ''}`)

const KINDS = [
  'billing',
  'checkout',
  'licence',
  'search',
  'report',
  'mail',
  'media',
  'session',
  'invoice',
  'ledger',
]
const PARTS = ['api', 'worker', 'web', 'db', 'cache']

/** Tenants $1 to $2 of the platforms $3, by turns. */
const TENANTS = `
  insert into tenant (id, platform_id, name)
  select gen_random_uuid(), ($3::uuid[])[1 + n % cardinality($3::uuid[])],
    (array['Merbau','Angsana','Cengal','Rasau','Jelutong','Meranti','Balau','Keruing','Nyatoh','Ramin'])[1 + n % 10]
      || ' ' || (array['Trading','Logistics','Foods','Health','Motors','Textiles','Energy','Media'])[1 + (n / 10) % 8]
      || ' ' || n
  from generate_series($1::int, $2::int) n`

/** The services $1 of every tenant, those that are not there yet: all report, as their samples will say. */
const SERVICES = `
  insert into service (id, platform_id, tenant_id, name, state, signal, reason)
  select gen_random_uuid(), t.platform_id, t.id, job, 'healthy', 'reporting', 'Samples arrive.'
  from tenant t cross join unnest($1::text[]) job
  where t.platform_id = any($2::uuid[]) on conflict do nothing`

/** A month of incidents of tenants that have none: one a day and tenant; every hundredth is open. */
const INCIDENTS = `
  insert into incident (id, platform_id, tenant_id, service_id, code, title, severity, state, dedup_key, open_key, opened_at, resolved_at, policy)
  select gen_random_uuid(), s.platform_id, s.tenant_id, s.id, 'INC-' || upper(substr(md5(s.id::text || n), 1, 7)),
    (array['Checkout answers slowly','Disk of the database is nearly full','Mail is not delivered','Certificate ends in 3 days'])[1 + n % 4],
    (array['P0','P1','P2','P2','P3'])[1 + n % 5]::severity,
    (case when number % 100 = 0 then 'open' else 'resolved' end)::incident_state,
    s.id::text || n, s.id::text || n, now() - n * interval '1 day',
    case when number % 100 = 0 then null else now() - n * interval '1 day' + interval '2 hours' end, '{"name":"none","steps":[]}'
  from (
    select *, row_number() over () as place from service
    where name = $1 and platform_id = any($2::uuid[]) and tenant_id is not null
      and not exists (select from incident i where i.tenant_id = service.tenant_id)
  ) s cross join lateral (select n, s.place * 30 + n as number from generate_series(1, 30) n) days`

/** What happened in each incident that has no timeline yet. */
const TIMELINE = `
  insert into timeline_entry (id, platform_id, tenant_id, incident_id, at, kind, actor_kind, actor_name, text)
  select gen_random_uuid(), i.platform_id, i.tenant_id, i.id, i.opened_at + n * interval '5 minutes', 'comment', 'member', 'Ada', 'what was done, part ' || n
  from incident i cross join generate_series(1, 5) n
  where i.tenant_id is not null and not exists (select from timeline_entry e where e.incident_id = i.id)`

/** Adds tenants from one number to another, as the superuser and past the triggers, which is ten times as fast. */
export async function addTenants(
  adminUrl: string,
  {
    from,
    to,
    platforms,
  }: { readonly from: number; readonly to: number; readonly platforms: readonly string[] },
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(TENANTS, [from, to, platforms])
  })
}

/** Gives every tenant the services that it does not have yet. */
export async function addServices(
  adminUrl: string,
  { names, platforms }: { readonly names: readonly string[]; readonly platforms: readonly string[] },
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(SERVICES, [names, platforms])
  })
}

/** Gives tenants without incidents a month of them, and tells Postgres what there is. */
export async function addIncidents(
  adminUrl: string,
  { service, platforms }: { readonly service: string; readonly platforms: readonly string[] },
): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(INCIDENTS, [service, platforms])
    await client.query(TIMELINE)
    await client.query('vacuum analyze')
  })
}

/** Some tenants from all over, and what of them is looked at. */
export async function someFilled(adminUrl: string, most: number): Promise<readonly Filled[]> {
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<Filled>(
      `select t.id as tenant, t.name, t.platform_id as platform, i.service_id as service, min(i.id::text) as incident
       from tenant t join incident i on i.tenant_id = t.id where i.service_id is not null
       group by t.id, t.name, t.platform_id, i.service_id order by md5(t.id::text) limit $1::int`,
      [most],
    )
    return rows
  })
}

/** Every tenant of some platforms by name, with its platform. */
export async function tenantNames(
  adminUrl: string,
  platforms: readonly string[],
): Promise<readonly { readonly name: string; readonly platform: string }[]> {
  return await withClient(adminUrl, async (client) => {
    const { rows } = await client.query<{ name: string; platform: string }>(
      'select name, platform_id as platform from tenant where platform_id = any($1::uuid[]) order by name',
      [platforms],
    )
    return rows
  })
}

/**
 * Does something during which nobody is told that a service fell silent or reports: services are there with what will be true of
 * them before their samples are, and tens of thousands of changes that are none would keep the jobs process busy for an hour.
 */
export async function withoutSignals(adminUrl: string, work: () => Promise<void>): Promise<void> {
  await withClient(adminUrl, async (client) => {
    await client.query(`create or replace function bench_keeps_quiet() returns trigger language plpgsql as
      $$ begin if new.kind = 'service.signal' then return null; end if; return new; end $$`)
    await client.query(`create trigger bench_keeps_quiet before insert on outbox
      for each row execute function bench_keeps_quiet()`)
  })
  await work()
  await withClient(adminUrl, async (client) => {
    await client.query('drop trigger bench_keeps_quiet on outbox')
  })
}
