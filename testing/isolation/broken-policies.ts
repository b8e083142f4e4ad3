// Ways to break the wall between tenants in the database, for the tests that look whether the canaries see it.
import assert from 'node:assert/strict'
import type pg from 'pg'

/** What breaks isolation: a name, the statement that breaks it and the one that mends it. */
export const MUTATIONS: readonly (readonly [string, string, string])[] = [
  ...[
    'incident',
    'rule',
    'service',
    'source',
    'scrape_target',
    'alert',
    'tenant_service_state',
    'audit_entry',
    // What a page filters as well is seen in the archive of a tenant, which has nothing but the wall.
    'saved_view',
    'scim_user',
  ].map((table): [string, string, string] => [
    `the policy of ${table} lets everything through`,
    `alter policy ${table}_tenant on ${table} using (true)`,
    `alter policy ${table}_tenant on ${table} using (tenant_id = (select app_tenant()))`,
  ]),
  [
    'row-level security of incident is off',
    'alter table incident disable row level security',
    'alter table incident enable row level security',
  ],
  [
    'a second, careless policy stands beside that of rule',
    'create policy rule_careless on rule for select to tenant using (true)',
    'drop policy rule_careless on rule',
  ],
  [
    'the policy of tenant lets everything through',
    'alter policy tenant_tenant on tenant using (true)',
    'alter policy tenant_tenant on tenant using (id = (select app_tenant()))',
  ],
  [
    'members are visible to everybody',
    'alter policy member_tenant on member using (true)',
    'alter policy member_tenant on member using (id = (select app_member()) or exists (select from role_binding b where b.member_id = member.id))',
  ],
  [
    'the operator is shown what is hidden',
    'alter policy incident_canary on incident using (true)',
    'alter policy incident_canary on incident using (platform_id is distinct from (select app_canary_platform()) or (select app_in_canary()))',
  ],
]

/** Tables whose policy is taken away, with a surface: then nobody sees anything of the table there, and each canary misses itself. */
export const DROPPED: readonly (readonly [string, string])[] = [
  ['incident', 'GET /api/v1/incidents/{incidentId}'],
  ['rule', 'GET /api/v1/rules/{ruleId}'],
  ['service', 'GET /api/v1/services/{serviceId}'],
  ['scim_user', 'GET /api/scim/v2/Users'],
  ['scim_group', 'POST /api/scim/v2/Groups/[id]'],
  ['tenant_export', 'GET /api/v1/tenant-exports/{exportId}/file'],
  ['api_key', 'POST /api/v1/api-keys/export'],
]

/** The statement that makes the policy of tenants on a table again, as it stands. */
export async function policyOf(admin: pg.Client, table: string): Promise<string> {
  const { rows } = await admin.query<{ made: string }>(
    `select format('create policy %I on %I to %s using (%s) with check (%s)', p.policyname, p.tablename, array_to_string(p.roles, ', '), p.qual, coalesce(p.with_check, p.qual)) as made
     from pg_policies p where p.tablename = $1 and p.policyname = $1 || '_tenant' and p.cmd = 'ALL'`,
    [table],
  )
  return rows[0]?.made ?? assert.fail(`${table} has no policy of tenants`)
}

async function blindIncidents(admin: pg.Client): Promise<number> {
  const { rowCount } = await admin.query(`select 1 from incident where dedup_key = 'canary-blind'`)
  return rowCount ?? 0
}

/** After a check in which a canary did not see itself: nobody is woken until another one says the same. */
export async function refuseOneCheck(admin: pg.Client, check: () => Promise<unknown>): Promise<void> {
  assert.equal(await blindIncidents(admin), 0, 'one check may have met a busy machine')
  await check()
  assert.equal(await blindIncidents(admin), 1)
}
