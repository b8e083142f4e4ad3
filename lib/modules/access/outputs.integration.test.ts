// What verbs answer is exactly what their schemas say: routes parse it on the way out, and drop what is not declared.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import type { z } from 'zod'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { invitationToken } from '#lib/infra/auth/one-time-token.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import * as access from './index.ts'
import * as schemas from './schemas.ts'
import {
  accessWorld,
  makeTenancy,
  PASSWORD,
  type AccessWorld,
  type TestTenancy,
} from './testing/access-world.ts'

let world: TestWorld
let at: AccessWorld
let tenancy: TestTenancy
/** An operator admin with an open step-up, in operator and in tenant scope. */
let operator: RequestContext
let tenant: RequestContext

before(async () => {
  world = await openTestWorld()
  at = accessWorld(world.database, TEST_SECRET)
  const admin = await at.setUp(world.console(operatorScope, at.clock))
  tenancy = await makeTenancy(world.console(operatorScope, at.clock))
  operator = await at.fresh(admin, operatorScope)
  tenant = await at.fresh(admin, tenancy.tenant)
})
after(async () => await world.close())

/** Parses an answer and asserts that nothing of it was dropped or changed. */
function assertExact(schema: z.ZodType, answer: unknown): void {
  assert.deepEqual(schema.parse(answer), answer)
}

test('set-up and profile', async () => {
  assertExact(schemas.setupStateOutput, await access.readSetupState(at.visitor()))
  assertExact(schemas.profileView, await access.readProfile(tenant, at.runtime))
  assertExact(
    schemas.profileView,
    await access.updateProfile(tenant, { timeZone: 'Asia/Kuala_Lumpur' }, at.runtime),
  )
})

test('second factors', async () => {
  const member = await at.join(world.console(operatorScope, at.clock), {
    email: 'factor@example.test',
    role: 'viewer',
    scope: operatorScope,
  })
  const ctx = await at.fresh(member, operatorScope)
  at.clock.advance(30_000)
  assertExact(
    schemas.stepUpOutput,
    await access.stepUp(ctx, { code: await at.code(member.secret) }, at.runtime),
  )
  const started = await access.startFactorEnrolment(ctx, at.runtime)
  assertExact(schemas.startFactorEnrolmentOutput, started)
  const confirmed = await access.confirmFactor(ctx, { code: await at.code(started.secret) }, at.runtime)
  assertExact(schemas.confirmFactorOutput, confirmed)
  assertExact(schemas.touched, await access.endOwnSession(ctx, at.runtime))
})

test('members and invitations', async () => {
  const invite = { email: 'guest@example.test', name: 'Guest', role: 'tenant_viewer' } as const
  const invitation = await access.inviteMember(tenant, invite, at.runtime)
  assertExact(schemas.invitationView, invitation)
  assertExact(schemas.listMembersOutput, await access.listMembers(tenant))
  const token = invitationToken(at.runtime.keyring, invitation.id)
  assertExact(
    schemas.previewInvitationOutput,
    await access.previewInvitation(at.visitor(), { token }, at.runtime),
  )
  const accepted = await access.acceptInvitation(at.visitor(), { token, password: PASSWORD }, at.runtime)
  assertExact(schemas.acceptInvitationOutput, accepted)
  const listed = await access.listMembers(tenant)
  assertExact(schemas.listMembersOutput, listed)
  const memberId = listed.members.find((member) => member.email === invite.email)?.id ?? ''
  const expiresAt = new Date(at.clock.now().getTime() + 60_000).toISOString()
  const binding = await access.bindRole(tenant, { memberId, role: 'tenant_admin', expiresAt }, at.runtime)
  assertExact(schemas.bindingView, binding)
  assertExact(schemas.bindingView, await access.removeBinding(tenant, { bindingId: binding.id }))
  const second = await access.inviteMember(tenant, { ...invite, email: 'other@example.test' }, at.runtime)
  assertExact(schemas.invitationView, await access.revokeInvitation(tenant, { invitationId: second.id }))
})

test('keys, sources and scrape targets', async () => {
  const made = await access.createApiKey(tenant, { permissions: ['metrics:query'] }, at.runtime)
  assertExact(schemas.createApiKeyOutput, made)
  assertExact(schemas.listApiKeysOutput, await access.listApiKeys(tenant))
  assertExact(schemas.apiKeyView, await access.revokeApiKey(tenant, { keyId: made.key.id }))
  const { source, ...rest } = await access.createSource(tenant, { plan: 'unlimited' }, at.runtime)
  assertExact(schemas.sourceWithCredential, { source, ...rest })
  const ref = { sourceId: source.id }
  assertExact(schemas.sourceWithCredential, await access.rotateSource(tenant, ref, at.runtime))
  assertExact(schemas.listSourcesOutput, await access.listSources(tenant))
  assertExact(schemas.sourceView, await access.revokeSource(tenant, ref))
  const input = { url: 'https://x.test/metrics', job: 'x', labels: { a: 'b' } }
  const target = await access.createScrapeTarget(tenant, input)
  assertExact(schemas.scrapeTargetView, target)
  assertExact(schemas.listScrapeTargetsOutput, await access.listScrapeTargets(tenant))
  assertExact(schemas.scrapeTargetView, await access.removeScrapeTarget(tenant, { targetId: target.id }))
})

test('channels and the list of private addresses', async () => {
  const hook = await access.addChannel(tenant, { kind: 'webhook', target: 'https://x.test/hook' }, at.runtime)
  assertExact(schemas.addChannelOutput, hook)
  const ref = { channelId: hook.channel.id }
  assertExact(schemas.listChannelsOutput, await access.listChannels(tenant))
  assertExact(schemas.channelView, await access.testChannel(tenant, ref))
  assertExact(schemas.channelView, await access.removeChannel(tenant, ref))
  const range = { cidr: '10.0.0.0/8', port: 9100, reason: 'exporters' }
  const entry = await access.allowOutgoing(operator, range)
  assertExact(schemas.outgoingAllowView, entry)
  assertExact(schemas.listOutgoingAllowOutput, await access.listOutgoingAllow(operator))
  assertExact(schemas.touched, await access.removeOutgoingAllow(operator, { entryId: entry.id }))
})
