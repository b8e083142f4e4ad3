// What the operator closed stays closed whoever types it and whatever is allowed, by name and by the addresses of the name.
import assert from 'node:assert/strict'
import { test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createOutgoing, OutgoingError, parseAllowList, parseDenyList, type Outgoing } from '../outgoing.ts'
import { DeniedPlaces } from './denied-places.ts'
import { closedPartOf } from './deny-list.ts'

const log = createLogger('denied', 'silent')
const platform: Scope = {
  kind: 'platform',
  platformId: platformId('018f0000-0000-7000-8000-00000000000a'),
}
const tenant: Scope = {
  ...platform,
  kind: 'tenant',
  tenantId: tenantId('018f0000-0000-7000-8000-00000000000b'),
}
const NAMES: Readonly<Record<string, readonly string[]>> = {
  'db.internal': ['10.1.0.5', 'fd00:1::5'],
  'replica.db.internal': ['10.1.0.6'],
  'other.internal': ['10.1.0.5'],
  'mixed.example': ['10.1.0.9', '10.9.1.1'],
  'free.internal': ['10.1.0.9'],
}
const allow = parseAllowList('10.0.0.0/8:443, [fd00::/8]:443')
const asked: string[] = []
const clientOf = (deny: string): Outgoing =>
  createOutgoing({
    log,
    allow,
    deny: parseDenyList(deny),
    resolve: async (host) => {
      asked.push(host)
      const found = NAMES[host]
      if (found === undefined) throw new Error('the name has no address')
      return await Promise.resolve(found)
    },
  })
const refusalOf = async (client: Outgoing, host: string, scope: Scope): Promise<OutgoingError | null> =>
  await client.check({ url: `https://${host}/`, scope, allow }).then(
    () => null,
    (error: unknown) => {
      assert.ok(error instanceof OutgoingError)
      return error
    },
  )

const CLOSED = [
  'db.internal',
  'replica.db.internal',
  'other.internal',
  'mixed.example',
  '10.1.0.5',
  '[fd00:1::5]',
  '10.9.200.1',
]

test('denied is stronger than allowed, by name, by its addresses and by range', async () => {
  const client = clientOf('10.9.0.0/16, db.internal')
  const open = clientOf('')
  for (const host of CLOSED)
    for (const scope of [operatorScope, platform]) {
      assert.equal(await refusalOf(open, host, scope), null, `${host} is open without the setting`)
      const refused = await refusalOf(client, host, scope)
      assert.deepEqual([refused?.fault, refused?.canBeAllowed], ['refused', false], host)
      assert.match(
        refused?.detail ?? '',
        /closed by OUTGOING_DENY \((?:10\.9\.0\.0\/16|db\.internal)\)/,
        host,
      )
    }
  for (const host of ['free.internal', '10.1.0.9'])
    assert.equal(await refusalOf(client, host, platform), null)
})

test('a tenant learns nothing of what is closed, whether it has a name or not', async () => {
  const client = clientOf('10.9.0.0/16, db.internal, 93.184.216.34')
  const closed = await refusalOf(client, 'db.internal', tenant)
  const nowhere = await refusalOf(client, 'nowhere.example', tenant)
  assert.deepEqual([closed?.fault, closed?.message, closed?.detail], [nowhere?.fault, nowhere?.message, null])
  const literal = await refusalOf(client, '93.184.216.34', tenant)
  assert.deepEqual([literal?.fault, literal?.detail], ['refused', null])
  assert.equal(await refusalOf(clientOf(''), '93.184.216.34', tenant), null)
})

test('a name is looked up once for many requests, and closes itself where it has no address', async () => {
  asked.length = 0
  const client = clientOf('gone.example, db.internal')
  await Promise.all(
    ['10.1.0.5', '10.1.0.9', '10.1.0.5'].map(async (host) => await refusalOf(client, host, platform)),
  )
  assert.deepEqual(asked.toSorted(), ['db.internal', 'gone.example'])
  await refusalOf(client, '10.1.0.5', platform)
  assert.deepEqual(asked.toSorted(), ['db.internal', 'gone.example', 'gone.example'])
  assert.match((await refusalOf(client, 'gone.example', platform))?.detail ?? '', /gone\.example is closed/)
  assert.deepEqual(
    (await client.denied()).map(({ cidr, by }) => [cidr, by]),
    [
      ['10.1.0.5/32', 'db.internal'],
      ['fd00:1::5/128', 'db.internal'],
    ],
  )
})

/** The places of one name whose answer and whose time the test says. */
function placesOf(name: string) {
  const says: { now: number; addresses: readonly string[] | null; asked: number } = {
    now: 0,
    addresses: [],
    asked: 0,
  }
  const resolve = async (): Promise<readonly string[]> => {
    says.asked += 1
    if (says.addresses === null) throw new Error('nobody answers')
    return await Promise.resolve(says.addresses)
  }
  const places = new DeniedPlaces(parseDenyList(name), resolve, log, () => says.now)
  const cidrs = async (): Promise<string[]> => (await places.ranges()).map(({ cidr }) => cidr)
  return { says, cidrs }
}

test('a name that nobody could look up yet is asked for by every request, until there is an answer', async () => {
  const { says, cidrs } = placesOf('db.internal')
  says.addresses = null
  assert.deepEqual([await cidrs(), await cidrs(), says.asked], [[], [], 2])
  says.addresses = ['10.1.0.5']
  assert.deepEqual([await cidrs(), await cidrs(), says.asked], [['10.1.0.5/32'], ['10.1.0.5/32'], 3])
  Object.assign(says, { now: 31_000, addresses: null })
  assert.deepEqual([await cidrs(), await cidrs(), says.asked], [['10.1.0.5/32'], ['10.1.0.5/32'], 4])
})

test('an address that a name gives no more stays closed for minutes, and while nobody answers', async () => {
  const { says, cidrs } = placesOf('db.internal')
  const at = async (now: number, addresses: readonly string[] | null): Promise<string[]> => {
    Object.assign(says, { now, addresses })
    return (await cidrs()).toSorted()
  }
  assert.deepEqual(await at(0, ['10.1.0.5']), ['10.1.0.5/32'])
  assert.deepEqual(await at(31_000, ['10.1.0.6']), ['10.1.0.5/32', '10.1.0.6/32'])
  assert.deepEqual(await at(500_000, ['10.1.0.6']), ['10.1.0.5/32', '10.1.0.6/32'])
  assert.deepEqual(await at(700_000, ['10.1.0.6']), ['10.1.0.6/32'])
  assert.deepEqual(await at(9_000_000, null), ['10.1.0.6/32'])
})

test('an address with a zone is no range, so that whoever compares ranges can', async () => {
  const { says, cidrs } = placesOf('db.internal')
  says.addresses = ['fe80::1%eth0', 'fd00:1::5']
  assert.deepEqual(await cidrs(), ['fd00:1::5/128'])
  const denied = (await cidrs()).map((cidr) => ({ cidr, by: 'db.internal' }))
  assert.deepEqual(closedPartOf('fd00:1::/64', denied), { by: 'db.internal', isWhole: false })
})
