// What guards the rows is compared with what the migrations made, in every check of the canaries: a policy that is gone is red
// within one, also where nothing leaks without it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { operatorScope } from '#lib/core/scope.ts'
import { newestMigration } from '#lib/infra/cluster/migrations/files.ts'
import { POLICIES, policyFaults, readCatalogue } from '#lib/infra/db/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { checkPolicies } from '#lib/modules/canaries/check-policies.ts'
import { ensureSelfPlatform } from '#lib/modules/health/index.ts'
import { openTestWorld, type TestWorld } from '../contexts.ts'
import { readCanariesPage } from './canaries-page.ts'

let world: TestWorld
let admin: pg.Client

before(async () => {
  world = await openTestWorld()
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
  await ensureSelfPlatform(world.jobOf('self-watch', operatorScope))
})
after(async () => {
  await admin.end()
  await world.close()
})

const check = async (version = newestMigration(process.cwd())) =>
  await checkPolicies(world.jobOf('canary.check', operatorScope), version)

/** What the page says of the policies. */
async function pageSays(): Promise<{ verdict: string | null; detail: string; sentence: string }> {
  const { lines, sentence } = await readCanariesPage(world.console(operatorScope))
  const [cell] = lines.find(({ kind }) => kind === 'catalogue')?.cells ?? []
  return { verdict: cell?.verdict ?? null, detail: cell?.detail ?? '', sentence }
}

const openIncidents = async (): Promise<{ severity: string; text: string }[]> => {
  const { rows } = await admin.query<{ severity: string; text: string }>(
    `select i.severity, (select string_agg(t.text, ' ') from timeline_entry t where t.incident_id = i.id) as text
     from incident i where i.dedup_key = 'canary-policies'`,
  )
  return rows
}

test('a database that nobody changed is as the migrations made it', async (t) => {
  assert.deepEqual(await check(), [])
  assert.equal((await pageSays()).verdict, 'clean')
  t.diagnostic(`${POLICIES.length} policies compared, 0 differences`)
})

test('while migrations are pending nothing is compared, and nobody is woken', async () => {
  await admin.query('drop policy alert_staff on alert')
  try {
    assert.equal(await check('29990101000000_of_another_version'), null)
    const { verdict, detail } = await pageSays()
    assert.equal(verdict, 'failed')
    assert.match(detail, /^Not checked: migrations are pending/)
    assert.deepEqual(await openIncidents(), [])
  } finally {
    await admin.query(STAFF_OF_ALERT)
  }
  assert.deepEqual(await check(), [])
})

const STAFF_OF_ALERT = `create policy alert_staff on alert to staff
  using ((select app_operator()) or platform_id = (select app_platform()))
  with check ((select app_operator()) or platform_id = (select app_platform()))`

const CHANGES: readonly (readonly [breakIt: string, says: string, mendIt: string])[] = [
  ['drop policy alert_staff on alert', 'policy alert_staff of table alert is missing', STAFF_OF_ALERT],
  [
    'alter policy alert_staff on alert using (true)',
    'policy alert_staff of table alert is not as it was made: staff all other(operator+platform)',
    'alter policy alert_staff on alert using ((select app_operator()) or platform_id = (select app_platform()))',
  ],
  [
    'alter policy incident_staff on incident using ((select app_operator()) or (select app_platform()) is not null)',
    'policy incident_staff of table incident is not as it was made: staff all other(operator+platform)',
    'alter policy incident_staff on incident using ((select app_operator()) or platform_id = (select app_platform()))',
  ],
  [
    'alter policy rule_tenant on rule with check (tenant_id = (select app_tenant()) or name is null)',
    'policy rule_tenant of table rule is not as it was made: tenant all other(tenant)',
    'alter policy rule_tenant on rule with check (tenant_id = (select app_tenant()))',
  ],
  [
    'create policy second on rule for select to tenant using (true)',
    'policy second of table rule was not made by us',
    'drop policy second on rule',
  ],
  [
    'alter table service no force row level security',
    'table service has no forced row-level security',
    'alter table service force row level security',
  ],
  [
    'create table stray (tenant_id uuid)',
    'table stray belongs to tenants and is not on the list',
    'drop table stray',
  ],
]

async function redWhile([breakIt, says, mendIt]: (typeof CHANGES)[number]): Promise<void> {
  await admin.query(breakIt)
  try {
    assert.deepEqual(await check(), [says])
    const page = await pageSays()
    assert.equal(page.verdict, 'blind')
    assert.ok(page.sentence.includes(`${says}.`), page.sentence)
  } finally {
    await admin.query(mendIt)
  }
  assert.deepEqual(await check(), [])
}

for (const change of CHANGES) test(`${change[0]}: red within one check`, async () => await redWhile(change))

test('it was one incident P0, and an audit entry that names the policy', async () => {
  const incidents = await openIncidents()
  assert.deepEqual(
    incidents.map(({ severity }) => severity),
    ['P0'],
  )
  assert.match(incidents[0]?.text ?? '', /policy alert_staff of table alert is missing/)
  const { entries } = await listAudit(world.console(operatorScope), { action: 'canary.policies' })
  assert.equal(entries.length, CHANGES.length)
})

test('each dropped policy of staff is found by its name; this test leaves none', async (t) => {
  const { rows } = await admin.query<{ tablename: string; policyname: string }>(
    `select tablename, policyname from pg_policies where schemaname = 'public' and 'staff' = any (roles)`,
  )
  assert.ok(rows.length >= 60, `${rows.length} policies`)
  const missing = new Set<string>()
  for (const { tablename, policyname } of rows) {
    await admin.query(`drop policy ${policyname} on ${tablename}`)
    missing.add(`policy ${policyname} of table ${tablename} is missing`)
    const faults = policyFaults(await world.database.withScope(operatorScope, readCatalogue))
    assert.deepEqual(new Set(faults), missing)
  }
  t.diagnostic(`${rows.length} policies of staff dropped, ${rows.length} times red`)
})
