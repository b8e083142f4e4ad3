import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { openIncident } from '#lib/modules/incidents/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { cutConnections } from '#testing/cut-connections.ts'
import { openLiveHub, type LiveHub, type LiveMessage } from './index.ts'

let world: TestWorld
let hub: LiveHub
before(async () => {
  world = await openTestWorld()
  hub = openLiveHub(world.db.urls.tenant)
  await until(() => hub.isConnected())
})
after(async () => {
  await hub.close()
  await world.close()
})

async function until(check: () => boolean): Promise<void> {
  for (let waited = 0; !check(); waited += 10) {
    assert.ok(waited < 10_000, 'it did not come about')
    await sleep(10)
  }
}

async function newTenant(name: string): Promise<Scope> {
  const platform = await createPlatform(world.console(operatorScope), { name })
  const tenant = await createTenant(world.console(operatorScope), { platformId: platform.id, name })
  return { kind: 'tenant', platformId: platformId(platform.id), tenantId: tenantId(tenant.id) }
}

const idsOf = (heard: readonly LiveMessage[]): Set<string> =>
  new Set(heard.flatMap((message) => (message.kind === 'event' ? [message.event.id] : [])))

test('a change is heard by its own tenant and by nobody beside it, with nothing but table and ids', async () => {
  const [mine, other] = [await newTenant('mine'), await newTenant('other')]
  const [heard, heardBeside]: LiveMessage[][] = [[], []]
  const stops = [
    hub.subscribe(mine, (message) => heard?.push(message)),
    hub.subscribe(other, (message) => heardBeside?.push(message)),
  ]
  const first = await openIncident(world.console(mine), { title: 'the disk is full' })
  const second = await openIncident(world.console(other), { title: 'another matter' })
  await until(() => idsOf(heard ?? []).has(first.id) && idsOf(heardBeside ?? []).has(second.id))
  assert.deepEqual(idsOf(heard ?? []), new Set([first.id]))
  assert.deepEqual(idsOf(heardBeside ?? []), new Set([second.id]))
  assert.ok(!JSON.stringify([heard, heardBeside]).includes('disk'))
  for (const stop of stops) stop()
  const heardSoFar = heard?.length
  const third = await openIncident(world.console(mine), { title: 'later' })
  const late: LiveMessage[] = []
  const stop = hub.subscribe(operatorScope, (message) => late.push(message))
  await openIncident(world.console(other), { title: 'a marker' })
  await until(() => late.length > 0)
  stop()
  assert.equal(heard?.length, heardSoFar, `nothing is heard after the end, such as ${third.id}`)
})

test('who comes a moment later is told what changed since their page was made, each table once', async () => {
  const [mine, other] = [await newTenant('early'), await newTenant('beside')]
  await sleep(1100) // the hub has listened since before the page was made, by more than clocks may differ
  const madeAt = Date.now()
  const all: LiveMessage[] = []
  const stop = hub.subscribe(operatorScope, (message) => all.push(message))
  await openIncident(world.console(mine), { title: 'one' })
  const last = await openIncident(world.console(mine), { title: 'two' })
  const foreign = await openIncident(world.console(other), { title: 'three' })
  await until(() => idsOf(all).has(foreign.id))
  stop()
  const hear = (scope: Scope, since?: number): readonly LiveMessage[] => {
    const heard: LiveMessage[] = []
    hub.subscribe(scope, (message) => heard.push(message), since)()
    return heard
  }
  const incidents = (heard: readonly LiveMessage[]): readonly string[] =>
    heard.flatMap((m) => (m.kind === 'event' && m.event.table === 'incident' ? [m.event.id] : []))
  assert.deepEqual(incidents(hear(mine, madeAt)), [last.id])
  assert.deepEqual(incidents(hear(other, madeAt)), [foreign.id])
  assert.deepEqual(hear(mine), [])
  assert.deepEqual(hear(mine, Date.now() + 10_000), [])
  assert.deepEqual(hear(mine, 0), [{ kind: 'resync' }], 'nobody listened then')
})

test('after a lost connection everybody is told to read again', async () => {
  const heard: LiveMessage[] = []
  const stop = hub.subscribe(operatorScope, (message) => heard.push(message))
  await cutConnections(world.db.urls.admin, ['listen'])
  await until(() => !hub.isConnected())
  await until(() => heard.some(({ kind }) => kind === 'resync'))
  assert.ok(hub.isConnected())
  stop()
})
