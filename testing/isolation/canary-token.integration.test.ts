// The token with which the canary job reads: it looks, in one scope, for a minute; and changes nothing at any door.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { canaryId, canaryScope } from '#lib/core/canary.ts'
import { memberId } from '#lib/core/ids.ts'
import { mintCanaryToken } from '#lib/infra/auth/canary-token.ts'
import { openCanariesWorld, type CanariesWorld } from './canaries-world.ts'

let here: CanariesWorld
before(async () => {
  here = await openCanariesWorld()
})
after(async () => await here.close())

test('the token of a reader changes nothing, and opens no other scope', async () => {
  const reader = { scope: canaryScope('a'), memberId: memberId(canaryId('a', 'member')) }
  const bearer = (now: Date) => ({
    authorization: `Bearer ${mintCanaryToken(here.runtime.keyring.canary, reader, now)}`,
    'content-type': 'application/json',
  })
  const ask = async (method: string, path: string, body?: unknown, now = new Date()): Promise<number> => {
    const init = {
      method,
      headers: bearer(now),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    }
    return (await fetch(here.origin + path, init)).status
  }
  assert.equal(await ask('GET', '/api/v1/incidents'), 200)
  assert.equal(await ask('POST', '/api/v1/incidents', { title: 'x' }), 403)
  assert.equal(await ask('POST', `/api/v1/incidents/${canaryId('a', 'incident')}/acknowledge`, {}), 403)
  assert.equal(await ask('PATCH', '/api/v1/me', { name: 'x' }), 403)
  assert.equal(await ask('POST', '/api/v1/api-keys', { name: 'x', permissions: ['incident:read'] }), 403)
  const provisioned = `/api/scim/v2/Users/${canaryId('a', 'scimUser')}`
  assert.equal(await ask('GET', provisioned), 200)
  assert.equal(await ask('GET', provisioned.replace(/a$/, 'b')), 404)
  assert.equal(await ask('DELETE', provisioned), 403)
  assert.equal(await ask('POST', '/api/scim/v2/Users', { userName: 'x@example.test' }), 403)
  assert.equal(await ask('GET', '/api/scim/v2/Users', undefined, new Date(Date.now() - 61_000)), 401)
  assert.equal(await ask('GET', `/api/v1/incidents?scope=tenant:${canaryId('b', 'tenant')}`), 404)
  assert.equal(await ask('GET', '/api/v1/incidents?scope=operator'), 404)
  assert.equal(await ask('GET', '/api/v1/incidents', undefined, new Date(Date.now() - 61_000)), 401)
})
