import assert from 'node:assert/strict'
import { before, test } from 'node:test'
import { z } from 'zod'
import { newCredential } from '#lib/infra/auth/credential.ts'
import type { Installation } from '#testing/processes.ts'
import { openDoorTrials, type DoorTrials } from '../support/door-trials.ts'
import { joinAs, type Inhabited } from '../support/inhabited.ts'
import { tryNextAuth } from '../support/next-auth-trial.ts'
import type { Person } from '../support/person.ts'

/** Above what the trials send: what they are refused with is the closed door. */
export const RATES = {
  RATE_SIGN_IN_PER_MINUTE: '100000',
  RATE_READING_PER_MINUTE: '100000',
  RATE_WRITING_PER_MINUTE: '100000',
} as const

/**
 * The doors as they are built: what pages, the stream, the sign-on and the engine refuse comes into the feed, each once; and no
 * trick with headers, paths, origins or forms opens one (bar tests 10 to 12 over HTTP).
 */
export function doors(shared: () => Inhabited): void {
  const NOBODYS = 'tenant:01a1fdb0-c0ca-744e-8fd7-88f530268fb0'
  let installation: Installation
  let admin: Person
  let trials: DoorTrials

  const made = z.object({ id: z.string() })
  before(async () => {
    ;({ installation, admin } = shared())
    const { id: platformId } = await admin.must(made, 'POST', '/api/v1/platforms', {
      body: { name: 'Trees' },
    })
    // Not called Merbau: that is the tenant whose end is waited for after this.
    const [merbau, angsana] = [await addTenant(platformId, 'Meranti'), await addTenant(platformId, 'Sena')]
    const wanted = {
      email: 'mia@example.test',
      name: 'Mia Meranti',
      role: 'tenant_admin',
      scope: merbau.scope,
    }
    const stranger = await joinAs(shared(), wanted)
    trials = openDoorTrials({ url: installation.url, admin, stranger, merbau, angsana })
  })

  /** A tenant with one incident, which is called after it. */
  async function addTenant(platformId: string, name: string) {
    const { id } = await admin.must(made, 'POST', '/api/v1/tenants', { body: { platformId, name } })
    const scope = `tenant:${id}`
    const marker = `marker-of-${name}`
    const incident = await admin.must(made, 'POST', '/api/v1/incidents', { scope, body: { title: marker } })
    return { id, scope, marker, incident: incident.id }
  }

  const feed = z.object({
    events: z.array(
      z.object({
        kind: z.string(),
        count: z.int(),
        memberName: z.string().nullable(),
        details: z.record(z.string(), z.unknown()),
      }),
    ),
  })
  const eventsOf = async (kind: string) =>
    (await admin.must(feed, 'GET', `/api/v1/security/events?kind=${kind}`)).events

  test('a page of a scope out of reach looks like one that is not there, and is one event of whoever asked', async () => {
    const foreign = await admin.fetch(`/incidents?scope=${NOBODYS}`)
    const missing = await admin.fetch('/no-such-page')
    assert.equal(foreign.status, missing.status)
    for (const answer of [foreign, missing]) assert.match(await answer.text(), /There is nothing here/)
    const [event, ...more] = await eventsOf('scope.foreign')
    assert.deepEqual(more, [])
    assert.deepEqual(
      [event?.count, event?.memberName, event?.details['path']],
      [1, 'Ada Admin', '/incidents'],
    )
  })

  test('the stream of a scope out of reach is counted with it', async () => {
    const answer = await admin.fetch(`/api/live?scope=${NOBODYS}`)
    assert.equal(answer.status, 404)
    const [event] = await eventsOf('scope.foreign')
    assert.equal(event?.count, 2)
  })

  test('where a request came from is what was seen, not what it says', async () => {
    const named = {
      'x-forwarded-for': '203.0.113.7',
      forwarded: 'for=203.0.113.7',
      'x-real-ip': '203.0.113.7',
    }
    const guess = { ...named, authorization: `Bearer ${newCredential('live')}` }
    const answer = await fetch(`${installation.url}/api/v1/incidents`, { headers: guess })
    assert.equal(answer.status, 401)
    const froms = z.object({ events: z.array(z.object({ address: z.string().nullable() })) })
    const { events } = await admin.must(froms, 'GET', '/api/v1/security/events?kind=key.bad')
    assert.equal(events.length, 1)
    assert.match(events[0]?.address ?? 'none', /^(?:127\.0\.0\.1|::1)$/)
  })

  test('a sign-on at a provider that is not there, and a request of another site to next-auth', async () => {
    const back = await admin.fetch('/api/sso/01a1fdb0-c0ca-744e-8fd7-88f530268fb0/callback?state=x&code=y')
    assert.equal(back.status, 303)
    assert.equal((await eventsOf('provider.refused')).length, 1)
    const foreign = await admin.fetch('/api/auth/signout', {
      method: 'POST',
      headers: { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    })
    assert.equal(foreign.status, 403)
    const [event] = await eventsOf('request.cross-site')
    assert.equal(event?.details['path'], '/api/auth/signout')
  })

  test('whoever may see it sees it: otherwise there would be nothing to hide', async () =>
    await trials.control())

  test('bar 10 and 11: no header opens what is closed, and none makes the proxy step aside', async (t) =>
    t.diagnostic(await trials.headers()))

  test('bar 11: no spelling of an address opens what is closed', async (t) =>
    t.diagnostic(await trials.paths()))

  test('bar 11: a method in a header is no method', async (t) => t.diagnostic(await trials.methods()))

  test('bar 12: no other site and no form changes anything', async (t) =>
    t.diagnostic(await trials.origins()))

  test('bad input at the doors of next-auth signs nobody in and leads nowhere else', async (t) =>
    t.diagnostic(await tryNextAuth(installation.url)))
}
