import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { newCredential } from '#lib/infra/auth/credential.ts'
import { ask, leave, newAddress, oneSample, openDoorWorld, post, PROXY } from '../testing/door-world.ts'
import { send, writeHeaders, type Answer } from '../testing/engine-world.ts'

/* Guessing, floods and rates at the engine's door. */

const world = await openDoorWorld()
after(async () => await world.close())

const past = new Date(Date.now() - 60_000)

test('a network that guesses waits; what it used before goes on, and all other networks do', async (context) => {
  const entrance = await world.enter()
  const [nat, elsewhere] = [newAddress(), newAddress()]
  const [good, unused] = [await world.add('src'), await world.add('src')]
  assert.equal((await post(entrance, good, nat)).status, 204)
  const seen: Record<number, number> = {}
  for (let n = 0; n < 200; n += 1) {
    const { status } = await post(entrance, newCredential('src'), nat)
    seen[status] = (seen[status] ?? 0) + 1
  }
  assert.ok((seen[401] ?? 0) >= 51 && (seen[401] ?? 0) < 60, JSON.stringify(seen))
  const refused = await post(entrance, newCredential('src'), nat)
  assert.equal(refused.status, 429)
  assert.ok(Number(refused.headers['retry-after']) >= 1)
  assert.equal((await post(entrance, unused, nat)).status, 429, 'never used from there: no oracle')
  assert.equal((await post(entrance, good, nat)).status, 204)
  assert.equal((await post(entrance, unused, elsewhere)).status, 204)
  await leave(entrance)

  const restarted = await world.enter()
  for (let n = 0; n < 60; n += 1) await post(restarted, newCredential('src'), nat)
  assert.equal((await post(restarted, unused, nat)).status, 429)
  assert.equal((await post(restarted, good, nat)).status, 204, 'known from the row, after a restart, too')
  await leave(restarted)
  context.diagnostic(`engine door: of 200 guesses ${seen[401]} were looked at, the good source lost nothing`)
})

test('behind a proxy of ours senders count apart; what others write into the header says nothing', async () => {
  const entrance = await world.enter()
  const unused = await world.add('src')
  const write = async (credential: string, from: string, forwardedFor: string): Promise<number> => {
    const headers = { ...writeHeaders(credential), 'x-forwarded-for': forwardedFor }
    const answer = await send(entrance.port, '/api/v1/write', {
      method: 'POST',
      from,
      headers,
      body: oneSample(),
    })
    return answer.status
  }
  for (let n = 0; n < 60; n += 1) await write(newCredential('src'), PROXY, '192.0.2.1, 203.0.113.20')
  assert.equal(await write(unused, PROXY, '203.0.113.20'), 429)
  assert.equal(await write(unused, PROXY, '203.0.113.21'), 204)
  const liar = newAddress()
  for (let n = 0; n < 60; n += 1) await write(newCredential('src'), liar, `203.0.113.${100 + n}`)
  assert.equal(await write(await world.add('src'), liar, '203.0.113.99'), 429)
  await leave(entrance)
})

test('an exporter that repeats its old credential makes nobody wait', async () => {
  const entrance = await world.enter()
  const nat = newAddress()
  const [old, unused] = [await world.add('src', { revoked_at: past }), await world.add('src')]
  for (let n = 0; n < 300; n += 1) assert.equal((await post(entrance, old, nat)).status, 401)
  assert.equal((await post(entrance, unused, nat)).status, 204)
  await leave(entrance)
  const [event] = await world.eventsFrom(nat)
  assert.deepEqual([event?.kind, event?.count], ['key.ended', 300])
})

test('a flood is a few rows, from one network and from very many', async (context) => {
  const entrance = await world.enter(undefined, { mostSubjects: 20 })
  const one = newAddress()
  for (let n = 0; n < 300; n += 1) await post(entrance, 'nonsense', one)
  await entrance.notes.settle()
  const [bad] = await world.eventsFrom(one)
  assert.ok(bad !== undefined && bad.count === 300)
  const rows = await world.countEvents()
  for (let n = 0; n < 200; n += 1) await post(entrance, 'nonsense', newAddress())
  await leave(entrance)
  const added = (await world.countEvents()) - rows
  assert.ok(added <= 21, `${added} rows`)
  context.diagnostic(`engine door: 300 refusals of one network are 1 row, 200 of 200 networks ${added} rows`)
})

test('above the rate of its class: 429 with Retry-After, one event, and nobody else waits', async () => {
  const entrance = await world.enter({ ingest: 5, query: 5, status: 5 })
  const from = newAddress()
  const [busy, quiet, key] = [await world.add('src'), await world.add('src'), await world.add('live')]
  // By a proxy, which is what tells them from those who supervise this machine.
  const headers = { 'x-forwarded-for': '203.0.113.7' }
  const status = async (address: string): Promise<Answer> =>
    await send(entrance.port, '/healthz', { from: address, headers })
  const classes = [
    { name: 'ingest', take: async () => await post(entrance, busy, from) },
    { name: 'query', take: async () => await ask(entrance, key, from) },
    { name: 'status', take: async () => await status(from) },
  ]
  for (const { name, take } of classes) {
    for (let n = 0; n < 5; n += 1) assert.ok((await take()).status < 300, name)
    const refused = await take()
    assert.equal(refused.status, 429, name)
    assert.ok(Number(refused.headers['retry-after']) >= 1, name)
    assert.match(refused.body, new RegExp(`class ${name}`))
  }
  assert.equal((await post(entrance, quiet, from)).status, 204)
  assert.equal((await status(newAddress())).status, 200)
  for (let n = 0; n < 20; n += 1)
    assert.equal((await send(entrance.port, '/healthz')).status, 200, 'our own supervision')
  await leave(entrance)
  const events = await world.eventsFrom(from)
  // Written together, in one millisecond perhaps: their ids say nothing of which came first.
  assert.deepEqual(
    events.map(({ kind, actor_kind: actor, count }) => `${kind} ${actor} ${count}`).toSorted(),
    ['request.rate-limited api_key 1', 'request.rate-limited job 1', 'request.rate-limited source 1'],
  )
})
