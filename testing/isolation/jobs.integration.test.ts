// Bar test 9: a job whose payload names somebody else's record is refused, noted, and does nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { operatorScope, ownerOf, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import { runJob, type RunnerOptions } from '#lib/infra/jobs/runner.ts'
import { ownAddresses } from '#lib/infra/http/own-addresses.ts'
import { createOutgoing } from '#lib/infra/http/outgoing.ts'
import { createWebhookSender } from '#lib/infra/http/webhook.ts'
import { createRegistry, DEFINITIONS, type JobName } from '#workers/registry.ts'
import { changedTables, readChecksums } from './checksum.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'
import type { OwnedIds, OwnedSet } from './owned-set.ts'

/** What each job names; a job without an entry does not compile. Null: it names nobody's record. */
const PAYLOADS: Readonly<Record<JobName, ((ids: OwnedIds) => unknown) | null>> = {
  'alert.firing': ({ alertId }) => ({ alertId }),
  'alert.resolved': ({ alertId }) => ({ alertId }),
  'step.fire': ({ incidentId }) => ({ incidentId, step: 0 }),
  'incident.escalate': ({ incidentId }) => ({ incidentId }),
  'service.signal': ({ serviceId }) => ({ serviceId, signal: 'target_down' }),
  'heartbeat.beat': ({ ruleId }) => ({ ruleId, at: '2026-11-20T06:32:07Z' }),
  'delivery.send': ({ deliveryId }) => ({ deliveryId }),
  'account-notice.send': ({ accountNoticeId }) => ({ noticeId: accountNoticeId }),
  'invitation.send': ({ invitationId }) => ({ invitationId }),
  'notice.send': ({ noticeId }) => ({ noticeId }),
  'approval.carry-out': ({ requestId }) => ({ requestId }),
  'approval.due': ({ requestId }) => ({ requestId }),
  'channel.test': ({ channelId, memberId }) => ({ channelId, memberId }),
  'apikey.warn': ({ keyId }) => ({ keyId, days: 7 }),
  'apikey.sweep': null,
  'role.sweep': null,
  'security.prune': null,
  'audit.anchor': null,
  'outbox.prune': null,
  // Only the operator's own record may ask for it, whoever it is about: the handler refuses every other owner.
  'access.recovered': null,
  'view-as.close': null,
  'canary.check': null,
  'session.prune': null,
  'tenant-export.carry-out': ({ exportId }) => ({ exportId }),
  'tenant-erasure.carry-out': ({ tenantId }) => ({ tenantId }),
}

/** Jobs that name a member: whoever has a role above is within the reach of an owner. */
const ABOUT_MEMBERS: readonly JobName[] = ['channel.test']

const opened: { here?: IsolationWorld; admin?: pg.Client } = {}
const calls: string[] = []
const refusals: string[] = []
before(async () => {
  opened.here = await openIsolationWorld({ roles: [] })
  opened.admin = new pg.Client(opened.here.world.db.urls.admin)
  await opened.admin.connect()
})
after(async () => {
  await opened.admin?.end()
  await opened.here?.close()
})
const parts = (): { here: IsolationWorld; admin: pg.Client } => {
  const { here, admin } = opened
  assert.ok(here !== undefined && admin !== undefined)
  return { here, admin }
}

/** Ways out of the installation that note that somebody used them. */
function runnerOptions(): RunnerOptions {
  const { here } = parts()
  const { database, log, clock } = here.runtime
  const mailer = {
    send: async (message: { readonly to: string }) => {
      calls.push(`mail to ${message.to}`)
      return await Promise.resolve({ response: 'ok', messageId: 'x' })
    },
    close: () => undefined,
  }
  const registry = createRegistry({
    own: here.runtime,
    senders: { mailer, webhooks: createWebhookSender(createOutgoing({ log, allow: [] }), clock), clock },
    leaseSeconds: 30,
    watcher: { url: 'http://127.0.0.1:1', secret: 'x' },
    canaries: { webUrl: 'http://127.0.0.1:1', engineUrl: 'http://127.0.0.1:1', metricsToken: 'x' },
    outbox: { prune: async () => await Promise.resolve(0) },
    accounts: { prune: async () => await Promise.resolve(0) },
    anchors: {
      outgoing: createOutgoing({ log, allow: [] }),
      bucket: null,
      stateDirectory: '/',
      everyMinutes: 15,
      ownAddresses,
      mailServer: async () => await Promise.resolve([]),
    },
  })
  return {
    handlers: new Map(Object.entries(registry)),
    outbox: {
      begin: async () => await Promise.resolve(1),
      done: async () => await Promise.resolve(),
      dead: async () => await Promise.resolve(),
      giveBack: async () => await Promise.resolve(),
    },
    contextOf: ({ platformId }: Owner, { name, permissions }) =>
      systemContext({
        scope: scopeOfOwner({ platformId, tenantId: null }),
        actor: { kind: 'job', name, permissions },
        database,
        clock,
        log,
      }),
    payloadOf: async () => await Promise.resolve(null),
    onRefused: async (_ctx, { job }) => {
      refusals.push(job)
      await Promise.resolve()
    },
    metrics: { ran: () => undefined },
    log,
    leaseSeconds: 30,
  }
}

const run = async (name: string, owner: Owner, payload: unknown): Promise<string> =>
  await runJob(runnerOptions(), { name, id: newId(), data: { ...owner, outboxId: null, payload } })

test('every declared job is in the matrix', (t) => {
  const naming = Object.values(PAYLOADS).filter((payloadOf) => payloadOf !== null).length
  t.diagnostic(`bar test 9: ${DEFINITIONS.length} jobs, ${naming} that name a record`)
  assert.deepEqual(Object.keys(PAYLOADS).toSorted(), DEFINITIONS.map(({ name }) => name).toSorted())
})

async function refuseForeign(name: JobName, payloadOf: (ids: OwnedIds) => unknown): Promise<void> {
  const { here, admin } = parts()
  const { A, B, C, P1, P2 } = here.sets
  // Whoever is on call for a platform is within the reach of its tenants.
  const above: [Owner, OwnedSet][] = ABOUT_MEMBERS.includes(name) ? [] : [[ownerOf(A.scope), P1]]
  const attempts: [Owner, OwnedSet][] = [
    [ownerOf(A.scope), B],
    [ownerOf(A.scope), C],
    [ownerOf(P1.scope), A],
    [ownerOf(P1.scope), P2],
    ...above,
  ]
  const untouched = await readChecksums(admin)
  for (const [owner, victim] of attempts) {
    refusals.length = 0
    assert.equal(await run(name, owner, payloadOf(victim.ids)), 'refused', victim.label)
    assert.deepEqual(refusals, [name])
  }
  assert.deepEqual(changedTables(untouched, await readChecksums(admin)), [])
  assert.deepEqual(calls, [])
}

for (const { name } of DEFINITIONS) {
  const payloadOf = PAYLOADS[name]
  if (payloadOf === null) continue
  test(`${name}: records of others are refused without any effect`, async () =>
    await refuseForeign(name, payloadOf))
}

test('channel.test: a channel of somebody else under the own name is refused too', async () => {
  const { A, B } = parts().here.sets
  const payload = { channelId: B.ids.channelId, memberId: A.ids.memberId }
  const untouched = await readChecksums(parts().admin)
  await run('channel.test', ownerOf(A.scope), payload)
  assert.deepEqual(calls, [])
  assert.deepEqual(changedTables(untouched, await readChecksums(parts().admin)), [])
})

for (const { name } of DEFINITIONS) {
  const payloadOf = PAYLOADS[name]
  if (payloadOf === null || name === 'heartbeat.beat') continue // the watcher is another process
  test(`${name}: the same record is known to the job of its owner`, async () => {
    const { B } = parts().here.sets
    // A mail about an account is the operator's, whoever it is about.
    const owner = ownerOf(name === 'account-notice.send' ? operatorScope : B.scope)
    assert.notEqual(await run(name, owner, payloadOf(B.ids)), 'refused')
  })
}

test('what they do for their owner is noted: the silence above says something', () => {
  assert.ok(
    calls.some((call) => call.startsWith('mail to ')),
    calls.join(),
  )
})
