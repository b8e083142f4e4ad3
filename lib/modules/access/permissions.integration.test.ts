// Every verb of this module × every role: what the access table says, and nothing beside it.
import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { DomainError, type ErrorCode } from '#lib/core/errors.ts'
import { grantOf, ROLES, type Role } from '#lib/core/permissions.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { DEFAULT_SESSION_LIMITS } from '#lib/core/session-limits.ts'
import * as access from './index.ts'
import { rolesOf } from './domain/roles.ts'
import { accessWorld, makeTenancy, type AccessWorld, type TestTenancy } from './testing/access-world.ts'
import { CREDENTIAL_VERBS, ID, type Verb } from './testing/credential-verbs.ts'

/** Each verb that asks for a permission, with an input that gets past its schema but finds nothing. */
const VERBS: Readonly<Record<string, Verb>> = {
  ...CREDENTIAL_VERBS,
  'add-channel': {
    permission: 'channel:write',
    call: async (ctx, at) =>
      await access.addChannel(ctx, { kind: 'email', target: 'x@example.test' }, at.runtime),
  },
  'allow-outgoing': {
    permission: 'outgoing:write',
    call: async (ctx) =>
      await access.allowOutgoing(ctx, { cidr: '10.0.0.0/8', port: 1, reason: 'x', platformId: ID }),
  },
  'bind-role': {
    permission: 'member:bind',
    call: async (ctx, at) => await access.bindRole(ctx, { memberId: ID, role: 'tenant_viewer' }, at.runtime),
  },
  'confirm-factor': {
    permission: 'factor:write',
    call: async (ctx, at) => await access.confirmFactor(ctx, { code: '123456' }, at.runtime),
  },
  'create-api-key': {
    permission: 'apikey:create',
    own: true,
    call: async (ctx, at) => await access.createApiKey(ctx, { permissions: ['metrics:query'] }, at.runtime),
  },
  'create-scrape-target': {
    permission: 'source:create',
    call: async (ctx) => await access.createScrapeTarget(ctx, { url: 'https://x.test/', job: 'x' }),
  },
  'create-source': {
    permission: 'source:create',
    call: async (ctx, at) => await access.createSource(ctx, {}, at.runtime),
  },
  'end-own-session': {
    permission: 'session:end-own',
    call: async (ctx, at) => await access.endOwnSession(ctx, at.runtime),
  },
  'ask-email-change': {
    permission: 'factor:write',
    call: async (ctx, at) => await access.askEmailChange(ctx, { email: 'x@example.test' }, at.runtime),
  },
  'change-password': {
    permission: 'factor:write',
    call: async (ctx, at) =>
      await access.changePassword(ctx, { current: 'x', password: 'another long pass phrase 9' }, at.runtime),
  },
  'close-account-notice': {
    permission: 'operator:write',
    call: async (ctx) => await access.closeAccountNotice(ctx, { noticeId: ID }),
  },
  'disable-member': {
    permission: 'member:remove',
    call: async (ctx, at) => await access.disableMember(ctx, { memberId: ID }, at.runtime),
  },
  'enable-member': {
    permission: 'member:remove',
    call: async (ctx, at) => await access.enableMember(ctx, { memberId: ID }, at.runtime),
  },
  'end-member-sessions': {
    permission: 'member:end-sessions',
    call: async (ctx, at) => await access.endMemberSessions(ctx, { memberId: ID }, at.runtime),
  },
  'end-one-own-session': {
    permission: 'session:end-own',
    call: async (ctx, at) => await access.endOneOwnSession(ctx, { sessionId: ID }, at.runtime),
  },
  'end-own-sessions': {
    permission: 'session:end-own',
    call: async (ctx, at) => await access.endOwnSessions(ctx, { which: 'all' }, at.runtime),
  },
  'list-member-sessions': {
    permission: 'member:end-sessions',
    call: async (ctx, at) => await access.listMemberSessions(ctx, { memberId: ID }, at.runtime),
  },
  'list-own-sessions': {
    permission: 'session:end-own',
    call: async (ctx, at) => await access.listOwnSessions(ctx, at.runtime),
  },
  'make-recovery-codes': {
    permission: 'factor:write',
    call: async (ctx, at) => await access.makeRecoveryCodes(ctx, at.runtime),
  },
  'prepare-account-notice': {
    permission: 'operator:write',
    call: async (ctx, at) => await access.prepareAccountNotice(ctx, { noticeId: ID }, at.runtime),
  },
  'read-session-settings': {
    permission: 'access:read',
    inOperatorOnly: true,
    call: async (ctx, at) => await access.readSessionSettings(ctx, at.runtime),
  },
  'read-session-state': {
    permission: 'session:end-own',
    call: async (ctx) => await access.readSessionState(ctx),
  },
  'set-session-limits': {
    permission: 'operator:write',
    inOperatorOnly: true,
    call: async (ctx, at) => await access.setSessionLimits(ctx, { ...DEFAULT_SESSION_LIMITS }, at.runtime),
  },
  'invite-member': {
    permission: 'member:invite',
    call: async (ctx, at) =>
      await access.inviteMember(
        ctx,
        { email: 'x@example.test', name: 'X', role: 'tenant_viewer' },
        at.runtime,
      ),
  },
  'resend-invitation': {
    permission: 'member:invite',
    call: async (ctx, at) => await access.resendInvitation(ctx, { invitationId: ID }, at.runtime),
  },
  'list-channels': { permission: 'profile:read-own', call: async (ctx) => await access.listChannels(ctx) },
  'list-members': { permission: 'member:read', call: async (ctx) => await access.listMembers(ctx) },
  'export-members': { permission: 'member:read', call: async (ctx) => await access.exportMembers(ctx, {}) },
  'export-sources': { permission: 'source:read', call: async (ctx) => await access.exportSources(ctx, {}) },
  'check-outgoing': {
    permission: 'channel:write',
    call: async (ctx) => await access.checkOutgoing(ctx, { url: 'https://192.0.2.1/', use: 'scrape' }),
  },
  'list-outgoing-uses': {
    permission: 'source:read',
    call: async (ctx) => await access.listOutgoingUses(ctx),
  },
  'list-outgoing-allow': {
    permission: 'source:read',
    call: async (ctx) => await access.listOutgoingAllow(ctx),
  },
  'list-scrape-targets': {
    permission: 'source:read',
    call: async (ctx) => await access.listScrapeTargets(ctx),
  },
  'list-sources': { permission: 'source:read', call: async (ctx) => await access.listSources(ctx) },
  'prepare-invitation-mail': {
    permission: 'member:invite',
    call: async (ctx, at) => await access.prepareInvitationMail(ctx, { invitationId: ID }, at.runtime),
  },
  'read-profile': {
    permission: 'profile:read-own',
    call: async (ctx, at) => await access.readProfile(ctx, at.runtime),
  },
  'remove-binding': {
    permission: 'member:remove',
    call: async (ctx) => await access.removeBinding(ctx, { bindingId: ID }),
  },
  'remove-channel': {
    permission: 'channel:write',
    call: async (ctx) => await access.removeChannel(ctx, { channelId: ID }),
  },
  'remove-outgoing-allow': {
    permission: 'outgoing:write',
    call: async (ctx) => await access.removeOutgoingAllow(ctx, { entryId: ID }),
  },
  'remove-scrape-target': {
    permission: 'source:create',
    call: async (ctx) => await access.removeScrapeTarget(ctx, { targetId: ID }),
  },
  'revoke-api-key': {
    permission: 'apikey:revoke',
    own: true,
    call: async (ctx) => await access.revokeApiKey(ctx, { keyId: ID }),
  },
  'revoke-invitation': {
    permission: 'member:invite',
    call: async (ctx) => await access.revokeInvitation(ctx, { invitationId: ID }),
  },
  'revoke-source': {
    permission: 'source:revoke',
    call: async (ctx) => await access.revokeSource(ctx, { sourceId: ID }),
  },
  'rotate-channel': {
    permission: 'channel:write',
    call: async (ctx, at) => await access.rotateChannel(ctx, { channelId: ID }, at.runtime),
  },
  'rotate-source': {
    permission: 'source:rotate',
    call: async (ctx, at) => await access.rotateSource(ctx, { sourceId: ID }, at.runtime),
  },
  'start-factor-enrolment': {
    permission: 'factor:write',
    call: async (ctx, at) => await access.startFactorEnrolment(ctx, at.runtime),
  },
  'step-up': {
    permission: 'profile:read-own',
    call: async (ctx, at) => await access.stepUp(ctx, { code: '123456' }, at.runtime),
  },
  'test-channel': {
    permission: 'channel:write',
    call: async (ctx) => await access.testChannel(ctx, { channelId: ID }),
  },
  'update-profile': {
    permission: 'profile:write',
    call: async (ctx, at) => await access.updateProfile(ctx, {}, at.runtime),
  },
}

/** Two permissions, a session, the machine itself or a mailer lead to them: they have tests of their own. */
const ELSEWHERE = [
  'export-api-keys',
  'list-api-keys',
  'read-secret-status',
  'recover-member',
  'rewrap-secrets',
  'start-view-as',
  'tell-of-recovery',
]

let world: TestWorld
let at: AccessWorld
let tenancy: TestTenancy
const members = new Map<Role, string>()

before(async () => {
  world = await openTestWorld()
  at = accessWorld(world.database, TEST_SECRET)
  await at.setUp(world.console(operatorScope, at.clock))
  tenancy = await makeTenancy(world.console(operatorScope, at.clock))
  for (const role of ROLES) {
    const row = await world.database.asAuth(
      async (tx) =>
        await tx.member.create({ data: { email: `${role}@example.test`, name: role }, select: { id: true } }),
    )
    members.set(role, row.id)
  }
})
after(async () => await world.close())

const scopesOf = (role: Role): Scope[] =>
  rolesOf('tenant').includes(role) ? [tenancy.tenant] : [operatorScope, tenancy.platform, tenancy.tenant]

async function codeOf(call: () => Promise<unknown>): Promise<ErrorCode | 'ok'> {
  try {
    await call()
    return 'ok'
  } catch (error) {
    if (error instanceof DomainError) return error.code
    throw error
  }
}

test('every verb of this module has its line here, or acts before a scope is known', () => {
  const files = readdirSync(import.meta.dirname).filter((file) => /^[a-z-]+\.ts$/.test(file))
  const asking = files.filter((file) =>
    readFileSync(`${import.meta.dirname}/${file}`, 'utf8').includes(' authorize(ctx'),
  )
  assert.deepEqual(
    asking.map((file) => file.replace('.ts', '')).toSorted(),
    [...Object.keys(VERBS), ...ELSEWHERE].toSorted(),
  )
})

/** Granted and open: whatever happens then is about the object, bar the list that is kept in operator scope. */
function assertOpen(code: ErrorCode | 'ok', isKeptAbove: boolean, where: string): void {
  assert.notEqual(code, 'step_up_required', where)
  if (!isKeptAbove) assert.notEqual(code, 'forbidden', where)
}

/** One verb as one role in one scope: what the table says, without and with a fresh second factor. */
async function assertTable(verb: Verb, role: Role, scope: Scope): Promise<void> {
  const { permission, own = false, inOperatorOnly = false, call } = verb
  const isKeptAbove = (permission === 'outgoing:write' || inOperatorOnly) && scope.kind !== 'operator'
  const where = `${role} in ${scope.kind}`
  const grant = grantOf(role, permission)
  const asked = async (steppedUp: boolean) =>
    await codeOf(async () => await call(world.member(scope, role, members.get(role) ?? '', steppedUp), at))
  if (grant === null || (grant === 'own' && !own)) {
    assert.equal(await asked(true), 'forbidden', where)
  } else if (grant === 'step_up') {
    assert.equal(await asked(false), 'step_up_required', where)
    assertOpen(await asked(true), isKeptAbove, where)
  } else {
    assertOpen(await asked(false), isKeptAbove, where)
  }
}

for (const [name, verb] of Object.entries(VERBS)) {
  test(`${name}: ${verb.permission}, role by role`, async () => {
    for (const role of ROLES) {
      for (const scope of scopesOf(role)) await assertTable(verb, role, scope)
    }
  })
}
