import { withClient } from '#lib/infra/cluster/with-client.ts'

/** How much to make. */
export interface Size {
  readonly tenants: number
  readonly rows: number
}

/** What was made, and how long it took. */
export interface Filled {
  readonly rows: number
  readonly seconds: number
}

const hex = (value: number, width: number): string => value.toString(16).padStart(width, '0')

/** The id of the tenant of a number. */
export const tenantIdOf = (tenant: number): string => `0199f0a2-0001-7000-8000-${hex(tenant, 12)}`

/** The id of an incident of a tenant. */
export const incidentIdOf = (tenant: number, incident: number): string =>
  `0199f0a2-0002-7000-8000-${hex(tenant * 100_000 + incident, 12)}`

const PLATFORM = '0199f0a2-0000-7000-8000-000000000000'
/** Shares of the rows of a tenant by table, in hundredths. */
const SHARES = { incident: 10, timeline_entry: 30, audit_entry: 30, alert: 15, decision: 10, delivery: 5 }

const id = (kind: string, number: string): string =>
  `('0199f0a2-${kind}-7000-8000-' || lpad(to_hex(${number}), 12, '0'))::uuid`
const TENANT = id('0001', 't')
const INCIDENT = id('0002', 't * 100000::bigint + n % $2')
const NUMBER = 't * 100000::bigint + n'
const AT = `now() - make_interval(mins => n)`

/** Rows of one table of tenants $1 … $1 + 49: n counts those of one tenant. $2 is the number of its incidents. */
const FILL: Readonly<Record<keyof typeof SHARES, string>> = {
  incident: `insert into incident (id, platform_id, tenant_id, code, title, severity, state, dedup_key, open_key, opened_at, policy)
    select ${id('0002', NUMBER)}, '${PLATFORM}', ${TENANT}, 'INC-' || n, 'incident ' || n, 'P2',
      (case when n % 50 = 0 then 'open' else 'resolved' end)::incident_state, n::text, t || '-' || n, ${AT}, '{}'`,
  timeline_entry: `insert into timeline_entry (id, platform_id, tenant_id, incident_id, at, kind, actor_kind, actor_name, text)
    select ${id('0003', NUMBER)}, '${PLATFORM}', ${TENANT}, ${INCIDENT}, ${AT}, 'comment', 'member', 'Ada', 'what was done ' || n`,
  audit_entry: `insert into audit_entry (chain, seq, platform_id, tenant_id, at, action, actor_kind, actor_id, target_kind, target_id, request_id, commitment, prev_hash, hash)
    select 'tenant:' || t, n, '${PLATFORM}', ${TENANT}, ${AT}, 'incident.comment', 'member', 'Ada', 'incident', n::text, n::text, '\\x00', '\\x00', '\\x00'`,
  alert: `insert into alert (id, platform_id, tenant_id, rule_id, fingerprint, labels, state, summary, active_at, resolved_at, updated_at)
    select ${id('0004', NUMBER)}, '${PLATFORM}', ${TENANT}, ${id('0005', 't * 100000::bigint')}, n::text, '{"job":"web"}',
      (case when n % 100 = 0 then 'firing' else 'resolved' end)::alert_state, 'alert ' || n, ${AT}, case when n % 100 = 0 then null else ${AT} end, ${AT}`,
  decision: `insert into decision (id, platform_id, tenant_id, incident_id, at, stage, verdict, reason)
    select ${id('0006', NUMBER)}, '${PLATFORM}', ${TENANT}, ${INCIDENT}, ${AT}, 'incident', 'opened', 'because ' || n`,
  delivery: `insert into delivery (id, platform_id, tenant_id, incident_id, step, member_id, channel, target, purpose, state, available_at, created_at)
    select ${id('0007', NUMBER)}, '${PLATFORM}', ${TENANT}, ${INCIDENT}, n, ${id('0008', '1')}, 'email', 'a@example.test', 'page', 'sent', ${AT}, ${AT}`,
}
const FEW = [
  `insert into tenant (id, platform_id, name) select ${TENANT}, '${PLATFORM}', 'tenant ' || t from generate_series(0, $1 - 1) t`,
  `insert into service (id, platform_id, tenant_id, name) select ${id('0009', NUMBER)}, '${PLATFORM}', ${TENANT}, 'service ' || n
     from generate_series(0, $1 - 1) t, generate_series(1, 12) n`,
  `insert into rule (id, platform_id, tenant_id, name, expr, severity, summary) select ${id('0005', NUMBER)}, '${PLATFORM}', ${TENANT}, 'rule ' || n, 'up == 0', 'P2', ''
     from generate_series(0, $1 - 1) t, generate_series(0, 14) n`,
]
const BATCH = 50

/** Fills a database with rows of many tenants, as the superuser and without foreign keys, which is ten times as fast. */
export async function fillTenants(adminUrl: string, { tenants, rows }: Size): Promise<Filled> {
  const begun = performance.now()
  let made = 0
  await withClient(adminUrl, async (client) => {
    await client.query('set session_replication_role = replica')
    await client.query(`insert into platform (id, name) values ($1, 'Licences')`, [PLATFORM])
    for (const sql of FEW) made += (await client.query(sql, [tenants])).rowCount ?? 0
    const each = Math.ceil(rows / tenants)
    const incidents = Math.ceil((each * SHARES.incident) / 100)
    for (let first = 0; first < tenants; first += BATCH) {
      for (const [table, share] of Object.entries(SHARES)) {
        const sql = `${FILL[nameOf(table)]} from generate_series($1::int, $1::int + ${BATCH - 1}) t, generate_series(0, $3::int - 1) n where $2::int > 0`
        const count = Math.ceil((each * share) / 100)
        made += (await client.query(sql, [first, incidents, count])).rowCount ?? 0
      }
    }
    await client.query('vacuum analyze')
  })
  return { rows: made, seconds: (performance.now() - begun) / 1000 }
}

function nameOf(table: string): keyof typeof SHARES {
  for (const known of ['incident', 'timeline_entry', 'audit_entry', 'alert', 'decision', 'delivery'] as const)
    if (known === table) return known
  throw new TypeError(`${table} is not filled`)
}
