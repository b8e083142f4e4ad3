import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { memberId as brandMember } from '#lib/core/ids.ts'
import { operatorScope, ownerOf, type Scope } from '#lib/core/scope.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { newId } from '#lib/infra/db/index.ts'
import {
  addChannel,
  allowOutgoing,
  createApiKey,
  createScrapeTarget,
  createSource,
  inviteMember,
} from '#lib/modules/access/index.ts'
import { createRule } from '#lib/modules/alerting/index.ts'
import { fireStep, openIncidentFromAlert } from '#lib/modules/incidents/index.ts'
import { claimDomain, createProvider } from '#lib/modules/identity/index.ts'
import { setEscalationPolicy } from '#lib/modules/oncall/index.ts'
import { createScimGroup, createScimToken } from '#lib/modules/scim/index.ts'
import { saveView } from '#lib/modules/views/index.ts'
import type { TestWorld } from '../contexts.ts'
import { addRequest } from './owned-request.ts'

/** An owner of rows: a platform or a tenant. */
export type OwnerScope = Exclude<Scope, { kind: 'operator' }>

/** One object of every kind that has an id, all of one owner. Its keys are the names of parameters in paths and bodies. */
export interface OwnedIds {
  readonly platformId: string
  readonly tenantId: string
  readonly serviceId: string
  readonly ruleId: string
  readonly alertId: string
  readonly incidentId: string
  readonly deliveryId: string
  readonly sourceId: string
  readonly targetId: string
  readonly entryId: string
  readonly keyId: string
  readonly invitationId: string
  readonly providerId: string
  readonly domainId: string
  readonly bindingId: string
  readonly requestId: string
  readonly noticeId: string
  readonly memberId: string
  readonly channelId: string
  readonly exportId: string
  readonly scimTokenId: string
  readonly scimGroupId: string
  readonly sessionId: string
  readonly accountNoticeId: string
  readonly passkeyId: string
  readonly viewId: string
}

/** The objects of one owner, and the word that stands in the name of each. */
export interface OwnedSet {
  readonly label: string
  readonly scope: OwnerScope
  readonly marker: string
  readonly ids: OwnedIds
}

interface Making {
  readonly world: TestWorld
  readonly runtime: Runtime
  readonly scope: OwnerScope
  readonly marker: string
}

/** Adds an active member with a second factor and one role; returns the ids of member and binding. */
export async function addMember(
  world: TestWorld,
  scope: Scope,
  role: string,
  name: string,
): Promise<{ memberId: string; bindingId: string }> {
  const id = newId()
  await world.database.asAuth(
    async (tx) =>
      await tx.member.create({
        data: { id, email: `${id}@example.test`, name, totpSecret: new Uint8Array([1]) },
        select: { id: true },
      }),
  )
  const binding = await world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.roleBinding.create({ data: { memberId: id, role, ...ownerOf(scope) }, select: { id: true } }),
  )
  return { memberId: id, bindingId: binding.id }
}

const platformOf = ({ platformId }: OwnerScope): OwnerScope => ({ kind: 'platform', platformId })
const columnsOf = (scope: OwnerScope) => ({
  platformId: scope.platformId,
  tenantId: scope.kind === 'tenant' ? scope.tenantId : null,
})

/** A service. The engine makes them, from samples. Those of a platform are shared with its tenants, names included. */
async function addService({ world, scope, marker }: Making): Promise<string> {
  const name = scope.kind === 'tenant' ? `service ${marker}` : `shared ${newId()}`
  return await world.database.withScope(platformOf(scope), async (tx) => {
    const { id } = await tx.service.create({ data: { ...columnsOf(scope), name }, select: { id: true } })
    return id
  })
}

/** A rule with an alert, its incident, and a page about it. */
async function addIncident(
  { world, scope, marker }: Making,
  onCall: string,
): Promise<Pick<OwnedIds, 'ruleId' | 'alertId' | 'incidentId' | 'deliveryId'>> {
  const rule = await createRule(world.console(scope), {
    name: `rule ${marker}`,
    expr: 'up == 0',
    severity: 'P1',
    summary: `down ${marker}`,
  })
  await setEscalationPolicy(world.console(scope), { steps: [{ delaySeconds: 0, memberIds: [onCall] }] })
  const at = new Date()
  const alertId = await world.database.withScope(platformOf(scope), async (tx) => {
    const alert = await tx.alert.create({
      data: {
        ...columnsOf(scope),
        ruleId: rule.id,
        fingerprint: marker,
        labels: { marker },
        state: 'firing',
        summary: `down ${marker}`,
        activeAt: at,
        firedAt: at,
        updatedAt: at,
      },
      select: { id: true },
    })
    return alert.id
  })
  const job = world.job(platformOf(scope))
  const { incidentId } = await openIncidentFromAlert(job, { alertId })
  assert.ok(incidentId !== null)
  await fireStep(job, { incidentId, step: 0 })
  const delivery = await world.database.withScope(
    platformOf(scope),
    async (tx) =>
      await tx.delivery.findFirstOrThrow({
        where: { incidentId, memberId: onCall, channel: 'in_app' },
        select: { id: true },
      }),
  )
  return { ruleId: rule.id, alertId, incidentId, deliveryId: delivery.id }
}

/** What an identity provider keeps in step. */
async function addProvisioning({ world, runtime, scope, marker }: Making) {
  const console = world.console(scope)
  const { token } = await createScimToken(console, { name: `token ${marker}` }, runtime)
  const group = await createScimGroup(console, { displayName: `group ${marker}` }, runtime)
  return { scimTokenId: token.id, scimGroupId: group.id }
}

/** Keys, sources and the rest of what lets somebody or something in. */
async function addCredentials({ world, runtime, scope, marker }: Making) {
  const console = world.console(scope)
  const source = await createSource(console, { name: `source ${marker}` }, runtime)
  const target = await createScrapeTarget(console, {
    url: 'https://example.com/metrics',
    job: `target ${marker}`,
  })
  const invitation = await inviteMember(
    console,
    {
      email: `${marker}@example.test`,
      name: `invited ${marker}`,
      role: scope.kind === 'tenant' ? 'tenant_viewer' : 'viewer',
    },
    runtime,
  )
  const entry = await allowOutgoing(world.console(operatorScope), {
    cidr: '10.1.0.0/16',
    port: 9100,
    reason: `reason ${marker}`,
    platformId: scope.platformId,
  })
  return {
    sourceId: source.source.id,
    targetId: target.id,
    invitationId: invitation.id,
    entryId: entry.id,
  }
}

/** An identity provider and a domain of e-mail addresses. Neither is called: their names lead nowhere. */
async function addSignOn({
  world,
  scope,
  marker,
}: Making): Promise<Pick<OwnedIds, 'providerId' | 'domainId'>> {
  const provider = await createProvider(world.console(scope), {
    kind: 'oidc',
    name: `provider ${marker}`,
    settings: { issuer: `https://${marker}.invalid`, clientId: marker },
  })
  const domain = await claimDomain(world.console(scope), { domain: `${marker}.example` })
  return { providerId: provider.id, domainId: domain.id }
}

/** A session of a member, and a mail about the account. */
async function addAccountRecords(
  world: TestWorld,
  memberId: string,
): Promise<Pick<OwnedIds, 'sessionId' | 'accountNoticeId'>> {
  const [sessionId, noticeId, now] = [newId(), newId(), new Date()]
  await world.database.asAuth(
    async (tx) =>
      await tx.session.create({
        data: {
          id: sessionId,
          hash: randomBytes(32),
          memberId,
          createdAt: now,
          lastSeenAt: now,
          expiresAt: new Date(now.getTime() + 43_200_000),
        },
        select: { id: true },
      }),
  )
  await world.database.withScope(
    operatorScope,
    async (tx) =>
      await tx.accountNotice.create({
        data: { id: noticeId, memberId, kind: 'password', toEmail: 'x@example.test', createdAt: now },
        select: { id: true },
      }),
  )
  return { sessionId, accountNoticeId: noticeId }
}

/** A passkey of a member, as far as the isolation of rows goes. */
async function addPasskeyRow({ world }: Making, memberId: string): Promise<string> {
  const id = newId()
  const data = {
    id,
    memberId,
    credentialId: new Uint8Array(randomBytes(16)),
    publicKey: new Uint8Array([1]),
    name: 'phone',
    aaguid: '00000000-0000-0000-0000-000000000000',
    backedUp: false,
    createdAt: new Date(),
  }
  await world.database.asAuth(async (tx) => await tx.passkey.create({ data, select: { id: true } }))
  return id
}

/** An export of the tenant that ended without a file: a worker leaves it alone. */
async function addExport(world: TestWorld, platformId: string, tenantId: string): Promise<string> {
  return await world.database.withScope(operatorScope, async (tx) => {
    const data = { platformId, tenantId, state: 'failed', askedBy: 'matrix', askedAt: new Date() }
    const { id } = await tx.tenantExport.create({ data, select: { id: true } })
    return id
  })
}

/** Makes one object of every kind for an owner. `tenantId` is its tenant, for a platform one of its tenants. */
export async function makeOwnedSet(
  world: TestWorld,
  runtime: Runtime,
  { label, scope, tenantId }: { label: string; scope: OwnerScope; tenantId: string },
): Promise<OwnedSet> {
  const marker = `${label.toLowerCase()}${randomBytes(6).toString('hex')}`
  const making = { world, runtime, scope, marker }
  const role = scope.kind === 'tenant' ? 'tenant_admin' : 'on_call'
  const { memberId, bindingId } = await addMember(world, scope, role, `member ${marker}`)
  const member = world.member(scope, role, brandMember(memberId))
  const target = `${marker}-channel@example.test`
  const channel = await addChannel(member, { kind: 'email', target }, runtime)
  const view = await saveView(member, { screen: 'incidents', name: `view ${marker}`, query: '' })
  const key = await createApiKey(member, { name: `key ${marker}`, permissions: ['incident:read'] }, runtime)
  return {
    label,
    scope,
    marker,
    ids: {
      platformId: scope.platformId,
      tenantId,
      serviceId: await addService(making),
      ...(await addIncident(making, memberId)),
      ...(await addCredentials(making)),
      ...(await addProvisioning(making)),
      ...(await addSignOn(making)),
      ...(await addRequest(runtime, world.member(scope, 'platform_admin', memberId, true), marker)),
      memberId,
      bindingId,
      channelId: channel.channel.id,
      exportId: await addExport(world, scope.platformId, tenantId),
      keyId: key.key.id,
      ...(await addAccountRecords(world, memberId)),
      passkeyId: await addPasskeyRow(making, memberId),
      viewId: view.id,
    },
  }
}
