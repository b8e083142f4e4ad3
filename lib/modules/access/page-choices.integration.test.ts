// What a member chose for the pages: language and time zone.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { lookupPageChoices } from '#lib/infra/auth/page-choices.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { updateProfile } from './index.ts'
import { accessWorld, type AccessWorld, makeTenancy, type TestTenancy } from './testing/access-world.ts'

let world: TestWorld
let access: AccessWorld
let tenant: TestTenancy['tenant']

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  const ctx = world.console(operatorScope, access.clock)
  await access.setUp(ctx)
  ;({ tenant } = await makeTenancy(ctx))
})
after(async () => await world.close())

test('language and zone of the pages are the member’s own, on record, and kept for those who are signed in', async () => {
  const member = await access.join(world.console(operatorScope, access.clock), {
    email: 'chooser@example.test',
    role: 'tenant_viewer',
    scope: tenant,
  })
  access.clock.advance(60_000) // a code works once
  const sid = await access.signIn(member.email, await access.code(member.secret))
  const ctx = await access.as(sid, tenant)
  assert.deepEqual(await lookupPageChoices(access.runtime, sid), { language: null, zone: null })
  const chosen = { language: 'ms', pageZone: 'profile', timeZone: 'Asia/Kuala_Lumpur' } as const
  const { language, pageZone, timeZone } = await updateProfile(ctx, chosen, access.runtime)
  assert.deepEqual({ language, pageZone, timeZone }, chosen)
  assert.deepEqual(await lookupPageChoices(access.runtime, sid), {
    language: 'ms',
    zone: 'Asia/Kuala_Lumpur',
  })
  const changed = await updateProfile(ctx, { language: null, pageZone: 'browser' }, access.runtime)
  assert.equal(changed.language, null)
  assert.equal(changed.timeZone, 'Asia/Kuala_Lumpur')
  assert.deepEqual(await lookupPageChoices(access.runtime, sid), { language: null, zone: null })
  assert.equal(await lookupPageChoices(access.runtime, 'of-nobody'), null)
  const entries = (await listAudit(world.console(tenant), { action: 'profile.update' })).entries
  const last = entries.find((entry) => entry.targetId === member.id)
  assert.deepEqual(last?.details, {
    before: { language: 'ms', pageZone: 'profile' },
    after: { language: null, pageZone: 'browser' },
  })
})

test('another language, and another word for the zone, are refused by the database too', async () => {
  for (const data of [{ language: 'fr' }, { language: '' }, { pageZone: 'mine' }]) {
    await assert.rejects(
      world.database.asAuth(async (tx) => await tx.member.updateMany({ data })),
      /check/,
      JSON.stringify(data),
    )
  }
})
