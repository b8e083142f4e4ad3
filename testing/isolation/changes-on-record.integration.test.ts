// What the audit page shows as a difference, from entries that real verbs wrote: each action shows every field that it can change.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { splitDetails } from '#components/audit/audit-difference.ts'
import { operatorScope, ownerOf } from '#lib/core/scope.ts'
import { emailChangeToken } from '#lib/infra/auth/one-time-token.ts'
import { hashPassword } from '#lib/infra/auth/password.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import {
  addChannel,
  askEmailChange,
  bindRole,
  changePassword,
  confirmEmailChange,
  disableMember,
  enableMember,
  endOldApiKey,
  endOldSource,
  makeRecoveryCodes,
  renamePasskey,
  rotateApiKey,
  rotateChannel,
  rotateSource,
  setSessionLimits,
  updateProfile,
} from '#lib/modules/access/index.ts'
import { updateRule } from '#lib/modules/alerting/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { setSignInPolicy, updateProvider } from '#lib/modules/identity/index.ts'
import { setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import {
  createScimUser,
  mapScimGroup,
  replaceScimGroup,
  replaceScimUser,
  rotateScimToken,
} from '#lib/modules/scim/index.ts'
import { renamePlatform, updateTenant } from '#lib/modules/tenancy/index.ts'
import { changeView } from '#lib/modules/views/index.ts'
import { CHANGED_FIELDS } from './changed-fields.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'

/** Changed by a link from a mailbox: the test of these links looks at its entry. */
const ELSEWHERE = ['password.reset']

let here: IsolationWorld
let own: IsolationWorld['runtime']
let A: IsolationWorld['sets']['A']
let console: RequestContext
let above: RequestContext
let member: RequestContext

before(async () => {
  here = await openIsolationWorld({ roles: [] })
  own = here.runtime
  A = here.sets.A
  // The newest entry is the one that a test has just made, and not one of this world.
  here.pass(120_000)
  console = here.world.console(A.scope, own.clock)
  above = here.world.console(operatorScope, own.clock)
  member = { ...here.world.member(A.scope, 'tenant_admin', A.ids.memberId, true), clock: own.clock }
})
after(async () => await here.close())

const looked = new Set<string>()
/** The fields that the newest entry of an action shows as changed. */
async function changedBy(action: string): Promise<Record<string, [unknown, unknown]>> {
  const { entries } = await listAudit(above, { action })
  const { changes } = splitDetails(entries[0]?.details ?? {})
  return Object.fromEntries(changes.map((one) => [one.field, [one.before, one.after]]))
}
/** Looks whether the newest entry shows every field of the table, and no other; returns what it shows. */
async function showsAll(action: string): Promise<Record<string, [unknown, unknown]>> {
  const changes = await changedBy(action)
  looked.add(action)
  assert.deepEqual(
    Object.keys(changes).toSorted(),
    [...(CHANGED_FIELDS[action]?.fields ?? [])].toSorted(),
    action,
  )
  return changes
}

test('a rule, a policy of escalation and names', async () => {
  const { ruleId, memberId, platformId, tenantId, viewId } = A.ids
  await updateRule(console, {
    ruleId,
    name: 'another rule',
    expr: 'up == 1',
    forSeconds: 120,
    intervalSeconds: 90,
    severity: 'P3',
    summary: 'another summary',
    labels: { team: 'night' },
    enabled: false,
  })
  const rule = await showsAll('rule.update')
  assert.deepEqual(
    [rule['expr'], rule['version']],
    [
      ['up == 0', 'up == 1'],
      [1, 2],
    ],
  )
  const steps = [{ delaySeconds: 60, memberIds: [memberId] }]
  await setEscalationPolicy(console, { steps })
  assert.deepEqual((await showsAll('escalation-policy.set'))['steps'], [
    [{ delaySeconds: 0, memberIds: [memberId] }],
    steps,
  ])
  await changeView(member, {
    viewId,
    name: 'another view',
    query: 'state=open',
    isShared: true,
    isDefault: true,
  })
  await showsAll('view.change')
  await renamePlatform(above, { platformId, name: 'Other' })
  assert.deepEqual(await showsAll('platform.rename'), { name: ['First', 'Other'] })
  await updateTenant(above, { tenantId, name: 'A2' })
  assert.deepEqual(await showsAll('tenant.rename'), { name: ['A', 'A2'] })
})

test('a tenant that is suspended, and taken in again', async () => {
  const { tenantId } = A.ids
  const shut = { reason: 'the contract has ended', contact: 'Ada, ada@example.test' }
  await updateTenant(above, { tenantId, name: 'A3', state: 'suspended', ...shut })
  assert.deepEqual(await showsAll('tenant.suspend'), {
    name: ['A2', 'A3'],
    state: ['active', 'suspended'],
    reason: [null, shut.reason],
    contact: ['none', 'set'],
  })
  await updateTenant(above, { tenantId, state: 'suspended', ...shut, contact: 'Grace, grace@example.test' })
  assert.deepEqual(await changedBy('tenant.suspend'), { contact: ['set', 'replaced'] })
  await updateTenant(above, { tenantId, name: 'A', state: 'active' })
  assert.deepEqual((await showsAll('tenant.resume'))['contact'], ['set', 'none'])
  const text = JSON.stringify((await listAudit(above, { action: 'tenant.', limit: 50 })).entries)
  assert.ok(
    !/ada@|grace@/i.test(text),
    'a person who is to be asked outlives no erasure in what is told about a tenant',
  )
})

test('credentials that are replaced: their hints and ends, never they themselves', async () => {
  const { keyId, sourceId, scimTokenId } = A.ids
  const given: string[] = []
  here.pass(60_000)
  given.push((await rotateApiKey(member, { keyId, overlapSeconds: 3600 }, own)).credential)
  const key = await showsAll('apikey.rotate')
  assert.deepEqual(key['credential'], ['set', 'replaced'])
  await endOldApiKey(member, { keyId })
  await showsAll('apikey.end_old')
  given.push((await rotateSource(console, { sourceId, overlapSeconds: 3600 }, own)).credential)
  await showsAll('source.rotate')
  here.pass(60_000)
  await endOldSource(console, { sourceId })
  await showsAll('source.end_old')
  given.push((await rotateScimToken(console, { scimTokenId }, own)).credential)
  await showsAll('scim-token.rotate')
  const made = await addChannel(member, { kind: 'webhook', target: 'https://example.com/hook' }, own)
  const rotated = await rotateChannel(member, { channelId: made.channel.id, overlapSeconds: 3600 }, own)
  given.push(rotated.secret ?? assert.fail())
  await showsAll('channel.rotate')
  const text = JSON.stringify((await listAudit(above, { limit: 200 })).entries)
  assert.deepEqual(
    given.filter((credential) => text.includes(credential)),
    [],
  )
})

test('a member: their profile, factors, password, address and access', async () => {
  const { memberId, passkeyId } = A.ids
  await updateProfile(
    member,
    { name: 'Renamed', timeZone: 'Asia/Singapore', language: 'ms', pageZone: 'profile' },
    own,
  )
  assert.deepEqual((await showsAll('profile.update'))['timeZone'], ['UTC', 'Asia/Singapore'])
  await renamePasskey(member, { passkeyId, name: 'tablet' }, own)
  assert.deepEqual(await showsAll('factor.rename-passkey'), { name: ['phone', 'tablet'] })
  const { recoveryCodes } = await makeRecoveryCodes(member, own)
  await showsAll('factor.make-recovery-codes')
  const [current, password] = ['an old unusual pass phrase 7', 'a long and unusual pass phrase 9']
  const passwordHash = await hashPassword(current)
  await here.world.database.asAuth(
    async (tx) => await tx.member.update({ where: { id: memberId }, data: { passwordHash } }),
  )
  await changePassword(member, { current, password }, own)
  await showsAll('password.change')
  await askEmailChange(member, { email: 'renamed@example.test' }, own)
  const asked = await here.world.database.asAuth(
    async (tx) => await tx.emailChange.findFirstOrThrow({ where: { memberId }, select: { id: true } }),
  )
  const visitor = { ...above, grantOf: () => null }
  await confirmEmailChange(visitor, { token: emailChangeToken(own.keyring, asked.id) }, own)
  assert.equal((await showsAll('email.change'))['email']?.[1], 'renamed@example.test')
  await disableMember(console, { memberId }, own)
  assert.deepEqual((await showsAll('member.disable'))['state'], ['active', 'disabled'])
  await enableMember(console, { memberId }, own)
  await showsAll('member.enable')
  const text = JSON.stringify((await listAudit(above, { limit: 200 })).entries)
  assert.deepEqual(
    [current, password, ...recoveryCodes].filter((secret) => text.includes(secret)),
    [],
  )
})

test('a role that ends later than before', async () => {
  const { memberId } = A.ids
  const until = (days: number): string =>
    new Date(own.clock.now().getTime() + days * 86_400_000).toISOString()
  const [first, second] = [until(3), until(9)]
  await bindRole(console, { memberId, role: 'tenant_viewer', expiresAt: first }, own)
  await bindRole(console, { memberId, role: 'tenant_viewer', expiresAt: second }, own)
  assert.deepEqual(await showsAll('member.bind'), { expiresAt: [first, second] })
})

test('how long sessions last, and how members come in', async () => {
  const limit = { idleMinutes: 20, absoluteMinutes: 100 }
  await setSessionLimits(above, { admin: limit, on_call: limit, other: limit }, own)
  await showsAll('session-limits.set')
  const { providerId, memberId } = A.ids
  await updateProvider(console, {
    providerId,
    name: 'another provider',
    state: 'paused',
    settings: { issuer: `https://other-${A.marker}.invalid`, clientId: 'other' },
    clientSecret: 'the secret of the client',
    mapping: [{ group: 'staff', role: 'tenant_viewer' }],
    defaultRole: 'tenant_viewer',
  })
  assert.deepEqual((await showsAll('identity-provider.update'))['clientSecret'], ['none', 'replaced'])
  await updateProvider(console, { providerId, state: 'active' })
  const now = own.clock.now()
  const account = { providerId, memberId, issuer: 'x', subject: 'x', createdAt: now, lastSignInAt: now }
  await here.world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.federatedAccount.create({
        data: { ...ownerOf(A.scope), ...account, email: 'x@example.test' },
        select: { id: true },
      }),
  )
  await setSignInPolicy(console, { requireFactor: true, signOnOnly: true }, own)
  await showsAll('sign-in-policy.set')
})

test('what an identity provider keeps in step', async () => {
  const { scimGroupId, domainId } = A.ids
  const domain = `${A.marker}.example`
  await here.world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.emailDomain.update({
        where: { id: domainId },
        data: { verifiedAt: own.clock.now() },
        select: { id: true },
      }),
  )
  const mail = (value: string, type: string, primary: boolean) => ({ value, type, primary })
  const user = await createScimUser(
    console,
    {
      userName: 'ada',
      externalId: '1',
      active: true,
      displayName: 'Ada',
      name: { formatted: 'Ada L', givenName: 'Ada', familyName: 'L' },
      emails: [mail(`ada@${domain}`, 'work', true)],
    },
    own,
  )
  const other = (active: boolean, n: string) => ({
    userName: `ada${n}`,
    externalId: `2${n}`,
    active,
    displayName: `Ada ${n}`,
    name: { formatted: `Ada ${n} M`, givenName: `A${n}`, familyName: `M${n}` },
    emails: [mail(`ada${n}@${domain}`, `home${n}`, true), mail(`ada.${n}@${domain}`, 'other', false)],
  })
  await replaceScimUser(console, { id: user.id, resource: other(false, 'x') }, own)
  await showsAll('scim-user.switch-off')
  await replaceScimUser(console, { id: user.id, resource: other(true, 'y') }, own)
  assert.deepEqual((await showsAll('scim-user.change'))['givenName'], ['Ax', 'Ay'])
  const group = { displayName: 'night shift', externalId: 'g2', members: [{ value: user.id }] }
  await replaceScimGroup(console, { id: scimGroupId, resource: group }, own)
  assert.deepEqual((await showsAll('scim-group.change'))['members'], [0, 1])
  await mapScimGroup(console, { scimGroupId, role: 'tenant_viewer' }, own)
  assert.deepEqual(await showsAll('scim-group.map'), { role: [null, 'tenant_viewer'] })
})

test('nothing in the table is left out', () => {
  const left = Object.keys(CHANGED_FIELDS).filter((action) => !looked.has(action))
  assert.deepEqual(left, ELSEWHERE)
})
