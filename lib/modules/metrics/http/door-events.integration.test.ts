import assert from 'node:assert/strict'
import { after, test } from 'node:test'
import { credentialHash, newCredential } from '#lib/infra/auth/credential.ts'
import { ask, keyring, leave, newAddress, oneSample, openDoorWorld, post } from '../testing/door-world.ts'
import { KNOWN } from '../testing/engine-world.ts'
import { label } from '../testing/proto.ts'

/* What becomes known of bad credentials at the engine's door. */

const world = await openDoorWorld()
after(async () => await world.close())

const { acme } = KNOWN
const past = new Date(Date.now() - 60_000)
interface Case {
  readonly what: string
  readonly credential: () => Promise<string>
  readonly by?: 'ask'
  readonly payload?: () => Uint8Array
  readonly status: number
  readonly kind: string
  readonly reason: RegExp
  readonly owner: string | null
}
const CASES: readonly Case[] = [
  {
    what: 'unknown',
    credential: async () => await Promise.resolve(newCredential('src')),
    status: 401,
    kind: 'key.bad',
    reason: /^nobody has/,
    owner: null,
  },
  {
    what: 'mistyped',
    credential: async () => await Promise.resolve(`${newCredential('src').slice(0, -1)}~`),
    status: 401,
    kind: 'key.bad',
    reason: /^nobody has/,
    owner: null,
  },
  {
    what: 'something else',
    credential: async () => await Promise.resolve('bw_something-else'),
    status: 401,
    kind: 'key.bad',
    reason: /^nobody has/,
    owner: null,
  },
  {
    what: 'a revoked source',
    credential: async () => await world.add('src', { revoked_at: past }),
    status: 401,
    kind: 'key.ended',
    reason: /^revoked$/,
    owner: acme,
  },
  {
    what: 'a source that was rotated',
    async credential() {
      const old = newCredential('src')
      await world.add('src', { old_hash: credentialHash(keyring.pepper, old), old_until: past })
      return old
    },
    status: 401,
    kind: 'key.ended',
    reason: /^replaced$/,
    owner: acme,
  },
  {
    what: 'a source that ended',
    credential: async () => await world.add('src', { expires_at: past }),
    status: 401,
    kind: 'key.ended',
    reason: /^expired$/,
    owner: acme,
  },
  {
    what: 'an expired key',
    credential: async () => await world.add('live', { expires_at: past }),
    by: 'ask',
    status: 401,
    kind: 'key.ended',
    reason: /^expired$/,
    owner: acme,
  },
  {
    what: 'a key that sends',
    credential: async () => await world.add('live'),
    status: 403,
    kind: 'request.forbidden',
    reason: /sending needs the credential of a source/,
    owner: acme,
  },
  {
    what: 'a source that asks',
    credential: async () => await world.add('src'),
    by: 'ask',
    status: 403,
    kind: 'request.forbidden',
    reason: /A source may only send/,
    owner: acme,
  },
  {
    what: 'a key without the permission',
    credential: async () => await world.add('live', { permissions: ['incident:read'] }),
    by: 'ask',
    status: 403,
    kind: 'request.forbidden',
    reason: /metrics:query/,
    owner: acme,
  },
  {
    what: 'a source of a suspended tenant',
    credential: async () => await world.add('src', { tenant_id: world.shut }),
    status: 403,
    kind: 'request.suspended',
    reason: /Bills are open/,
    owner: world.shut,
  },
  {
    what: 'a source that names a foreign tenant',
    credential: async () => await world.add('src', { tenant_id: null, tenant_label: 'customer' }),
    payload: () => oneSample(label('customer', 'somebody else')),
    status: 400,
    kind: 'scope.foreign',
    reason: /no tenant of this platform/,
    owner: null,
  },
]

test('every refusal of a credential is one event of its owner, with address and count', async (context) => {
  const entrance = await world.enter()
  for (const one of CASES) {
    const from = newAddress()
    const credential = await one.credential()
    for (let n = 0; n < 3; n += 1) {
      const answer =
        one.by === 'ask'
          ? await ask(entrance, credential, from)
          : await post(entrance, credential, from, one.payload?.())
      assert.equal(answer.status, one.status, `${one.what}: ${answer.body}`)
    }
    await entrance.notes.settle()
    const [event, ...more] = await world.eventsFrom(from)
    assert.deepEqual(more, [], one.what)
    assert.deepEqual([event?.kind, event?.count, event?.tenant_id], [one.kind, 3, one.owner], one.what)
    assert.match(String(event?.details['reason']), one.reason, one.what)
    assert.equal(event?.details['door'], 'engine')
    assert.ok(!JSON.stringify(event).includes(credential.slice(9)), `${one.what}: it stays secret`)
  }
  context.diagnostic(`engine door: ${CASES.length} kinds of refusal, each an event with its count`)
  await leave(entrance)
})
