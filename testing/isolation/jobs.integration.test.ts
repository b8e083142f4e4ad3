// Bar test 9: a job whose payload names somebody else's record is refused, noted, and does nothing.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { ownerOf, scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import { systemContext } from '#lib/infra/context/system-context.ts'
import { newId } from '#lib/infra/db/index.ts'
import { runJob, type RunnerOptions } from '#lib/infra/jobs/runner.ts'
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
  'service.signal': ({ serviceId }) => ({ serviceId, signal: 'target_down' }),
  'heartbeat.beat': ({ ruleId }) => ({ ruleId, at: '2026-11-20T06:32:07Z' }),
  'delivery.send': ({ deliveryId }) => ({ deliveryId }),
  'invitation.send': ({ invitationId }) => ({ invitationId }),
  'channel.test': ({ channelId, memberId }) => ({ channelId, memberId }),
  'outbox.prune': null,
}

let here: IsolationWorld
let admin: pg.Client
const calls: string[] = []
const refusals: string[] = []
before(async () => {
  here = await openIsolationWorld({ roles: [] })
  admin = new pg.Client(here.world.db.urls.admin)
  await admin.connect()
})
after(async () => {
  await admin.end()
  await here.close()
})

/** Ways out of the installation that note that somebody used them. */
function runnerOptions(): RunnerOptions {
  const { database, log, clock } = here.runtime
  const mailer = {
    send: async (message: { readonly to: string }) => {
      calls.push(`mail to ${message.to}`)
      return await Promise.resolve({ response: 'ok' })
    },
    close: () => undefined,
  }
  const registry = createRegistry({
    own: here.runtime,
    senders: { mailer, webhooks: createWebhookSender(createOutgoing({ log, allow: [] }), clock), clock },
    watcher: { url: 'http://127.0.0.1:1', secret: 'x' },
    outbox: { prune: async () => await Promise.resolve(0) },
  })
  return {
    handlers: new Map(Object.entries(registry)),
    outbox: {
      begin: async () => await Promise.resolve(1),
      done: async () => await Promise.resolve(),
      dead: async () => await Promise.resolve(),
      giveBack: async () => await Promise.resolve(),
    },
    contextOf: ({ platformId }: Owner, name) =>
      systemContext({
        scope: scopeOfOwner({ platformId, tenantId: null }),
        actor: { kind: 'job', name },
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

test('every declared job is in the matrix', () => {
  assert.deepEqual(Object.keys(PAYLOADS).toSorted(), DEFINITIONS.map(({ name }) => name).toSorted())
})

for (const { name } of DEFINITIONS) {
  const payloadOf = PAYLOADS[name]
  if (payloadOf === null) continue
  test(`${name}: records of others are refused without any effect`, async () => {
    const { A, B, C, P1, P2 } = here.sets
    const attempts: [Owner, OwnedSet][] = [
      [ownerOf(A.scope), B],
      [ownerOf(A.scope), C],
      [ownerOf(A.scope), P1],
      [ownerOf(P1.scope), A],
      [ownerOf(P1.scope), P2],
    ]
    const untouched = await readChecksums(admin)
    for (const [owner, victim] of attempts) {
      // Whoever is on call for a platform is within the reach of its tenants.
      if (name === 'channel.test' && victim === P1 && owner.platformId === P1.scope.platformId) continue
      refusals.length = 0
      assert.equal(await run(name, owner, payloadOf(victim.ids)), 'refused', victim.label)
      assert.deepEqual(refusals, [name])
    }
    assert.deepEqual(changedTables(untouched, await readChecksums(admin)), [])
    assert.deepEqual(calls, [])
  })
}

for (const { name } of DEFINITIONS) {
  const payloadOf = PAYLOADS[name]
  if (payloadOf === null || name === 'heartbeat.beat') continue // the watcher is another process
  test(`${name}: the same record is known to the job of its owner`, async () => {
    const { B } = here.sets
    assert.notEqual(await run(name, ownerOf(B.scope), payloadOf(B.ids)), 'refused')
  })
}
