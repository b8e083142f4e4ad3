// What the audit page shows as a difference, from entries that real verbs wrote.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { splitDetails } from '#components/audit/audit-difference.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { renamePlatform, updateTenant } from '#lib/modules/tenancy/index.ts'
import { updateProfile } from '#lib/modules/access/index.ts'
import { updateRule } from '#lib/modules/alerting/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'

let here: IsolationWorld
before(async () => {
  here = await openIsolationWorld({ roles: [] })
})
after(async () => await here.close())

/** The fields that the newest entry of an action shows as changed. */
async function changedBy(action: string): Promise<Record<string, [unknown, unknown]>> {
  const { entries } = await listAudit(here.world.console(operatorScope), { action })
  const { changes } = splitDetails(entries[0]?.details ?? {})
  return Object.fromEntries(changes.map((one) => [one.field, [one.before, one.after]]))
}

test('a rule, a profile, a policy and names show what they were and what they are', async () => {
  const { world, runtime, sets } = here
  const { A } = sets
  const console = world.console(A.scope)
  await updateRule(console, { ruleId: A.ids.ruleId, expr: 'up == 1', severity: 'P3' })
  assert.deepEqual(await changedBy('rule.update'), {
    expr: ['up == 0', 'up == 1'],
    severity: ['P1', 'P3'],
    version: [1, 2],
  })
  await updateProfile(
    world.member(A.scope, 'tenant_admin', A.ids.memberId),
    { name: 'Renamed', timeZone: 'Asia/Singapore' },
    runtime,
  )
  assert.deepEqual(await changedBy('profile.update'), {
    name: [`member ${A.marker}`, 'Renamed'],
    timeZone: ['UTC', 'Asia/Singapore'],
  })
  const steps = [{ delaySeconds: 60, memberIds: [A.ids.memberId] }]
  await setEscalationPolicy(console, { steps })
  assert.deepEqual(await changedBy('escalation-policy.set'), {
    version: [1, 2],
    steps: [[{ delaySeconds: 0, memberIds: [A.ids.memberId] }], steps],
  })
  const above = world.console(operatorScope)
  await renamePlatform(above, { platformId: A.ids.platformId, name: 'Other' })
  assert.deepEqual(await changedBy('platform.rename'), { name: ['First', 'Other'] })
  await updateTenant(above, { tenantId: A.ids.tenantId, name: 'A2' })
  assert.deepEqual(await changedBy('tenant.rename'), { name: ['A', 'A2'] })
})
