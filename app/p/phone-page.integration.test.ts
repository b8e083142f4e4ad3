import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { linkContext } from '#lib/infra/context/http-context.ts'
import { acknowledgeIncident, getIncident, resolveIncident } from '#lib/modules/incidents/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { createTenant } from '#lib/modules/tenancy/index.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { tenantId } from '#lib/core/ids.ts'
import { POST as postAcknowledge } from '#app/api/v1/page/acknowledge/route.ts'
import { POST as postState } from '#app/api/v1/page/state/route.ts'
import { phoneState } from './phone-state.ts'
import { GET, POST } from './[token]/route.ts'
import { openPageWorld, type PageWorld } from '#testing/phone-page/page-world.ts'

const OWN = 'http://localhost:3000'
let here: PageWorld
before(async () => {
  here = await openPageWorld(OWN)
})
after(async () => await here.close())

const open = async (token: string): Promise<{ status: number; text: string; headers: Headers }> => {
  const response = await GET(new Request(`${OWN}/p/${token}`, { headers: { 'x-nonce': 'bm9uY2U=' } }), {
    params: Promise.resolve({ token }),
  })
  return { status: response.status, text: await response.text(), headers: response.headers }
}
const FROM_OWN_FORM = { origin: 'null', 'sec-fetch-site': 'same-origin' }
const FROM_OWN_SCRIPT = { origin: OWN, 'sec-fetch-site': 'same-origin' }
const submit = async (token: string, headers: Record<string, string> = FROM_OWN_FORM): Promise<Response> =>
  await POST(
    new Request(`${OWN}/p/${token}`, {
      method: 'POST',
      body: '',
      headers: { 'content-type': 'application/x-www-form-urlencoded', ...headers },
    }),
    { params: Promise.resolve({ token }) },
  )
const send = async (
  route: typeof postState,
  token: string,
  headers: Record<string, string> = FROM_OWN_SCRIPT,
) => {
  const response = await route(
    new Request(`${OWN}/api/v1/page`, {
      method: 'POST',
      body: JSON.stringify({ token }),
      headers: { 'content-type': 'application/json', ...headers },
    }),
    { params: Promise.resolve({}) },
  )
  return { status: response.status, body: await response.text() }
}
const stateOf = async (incidentId: string): Promise<string> =>
  (await getIncident(here.world.console(here.tenant), { incidentId })).state
const setMember = async (sql: string, id: string): Promise<unknown> =>
  await withClient(here.world.db.urls.admin, async (admin) => await admin.query(sql, [id]))

test('the page shows the incident and who is next; looking changes nothing', async () => {
  const incidentId = await here.page('License Server: activations fail')
  const untouched = await getIncident(here.world.console(here.tenant), { incidentId })
  const { status, text, headers } = await open(here.token(incidentId, here.ada))
  assert.equal(status, 200)
  for (const part of [
    'License Server: activations fail',
    'P0',
    'Next: Kwame Mensah is paged in',
    'Ada Lovelace (you)',
  ])
    assert.ok(text.includes(part), part)
  assert.match(text, /data-text="left">0?[45]:\d\d</)
  assert.ok(text.includes('>Acknowledge<') && text.includes('<form method="post">'))
  assert.equal(headers.get('cache-control'), 'private, no-store')
  assert.ok(!text.includes(here.token(incidentId, here.ada)))
  assert.deepEqual(await getIncident(here.world.console(here.tenant), { incidentId }), untouched)
})

test('the form acknowledges in the name of the member, goes back, and may be sent again', async () => {
  const incidentId = await here.page('By form')
  const token = here.token(incidentId, here.ada)
  const response = await submit(token)
  assert.equal(response.status, 303)
  const place = response.headers.get('location') ?? ''
  assert.match(place, new RegExp(`^/p/${token}\\?tap=\\d+$`))
  assert.equal(await stateOf(incidentId), 'acknowledged')
  const { text } = await open(token)
  assert.ok(text.includes('You have it. Escalation stopped.') && text.includes('Acknowledged by you'))
  assert.ok(text.includes('data-action="none"'))
  assert.equal((await submit(token)).status, 303)
  const { entries } = await listAudit(here.world.console(here.tenant), { action: 'incident.acknowledge' })
  const mine = entries.filter(({ targetId }) => targetId === incidentId)
  assert.deepEqual(
    mine.map(({ actorKind, actorName }) => [actorKind, actorName]),
    [['member', 'Ada Lovelace']],
  )
})

test('the second one learns who was first, and when', async () => {
  const incidentId = await here.page('Two at once')
  await submit(here.token(incidentId, here.kwame))
  const answer = await send(postAcknowledge, here.token(incidentId, here.ada))
  assert.equal(answer.status, 200)
  const { acknowledged, mayAcknowledge } = phoneState.parse(JSON.parse(answer.body))
  assert.deepEqual([acknowledged?.by, acknowledged?.mine, mayAcknowledge], ['Kwame Mensah', false, true])
  const response = await submit(here.token(incidentId, here.ada))
  const tapped = new URL(response.headers.get('location') ?? '', OWN).search
  const page = await GET(new Request(`${OWN}/p/x${tapped}`), {
    params: Promise.resolve({ token: here.token(incidentId, here.ada) }),
  })
  const text = await page.text()
  assert.ok(text.includes('Kwame Mensah has it.') && text.includes('Your tap at'), text)
})

test('the state route tells the same without changing anything', async () => {
  const incidentId = await here.page('By script')
  const { status, body } = await send(postState, here.token(incidentId, here.ada))
  assert.equal(status, 200)
  const state = phoneState.parse(JSON.parse(body))
  assert.deepEqual(
    [state.next?.names, state.step, state.acknowledged],
    [['Kwame Mensah'], { now: 1, of: 2, mine: true }, null],
  )
  assert.equal(await stateOf(incidentId), 'open')
  const taken = phoneState.parse(
    JSON.parse((await send(postAcknowledge, here.token(incidentId, here.ada))).body),
  )
  assert.deepEqual([taken.acknowledged?.mine, taken.stopped?.step, taken.next], [true, 2, null])
})

test('a resolved incident says so, and cannot be taken', async () => {
  const incidentId = await here.page('Over')
  await resolveIncident(here.world.console(here.tenant), { incidentId })
  const token = here.token(incidentId, here.ada)
  assert.match((await open(token)).text, /data-panel="resolved" class="tint-ok">/)
  const refused = await submit(token)
  assert.equal(refused.status, 412)
  assert.match(await refused.text(), /Not counted/)
  assert.equal((await send(postAcknowledge, token)).status, 412)
})

test('a link that is forged, over, for another incident or scope opens nothing, always in the same words', async () => {
  const incidentId = await here.page('Not for you')
  const other = await createTenant(here.world.console(operatorScope), {
    platformId: here.tenant.platformId,
    name: 'Globex',
  })
  const elsewhere = { ...here.tenant, tenantId: tenantId(other.id) }
  const good = here.token(incidentId, here.ada)
  const dead = [
    'nothing',
    `${good.slice(0, -2)}xx`,
    here.token(incidentId, here.ada, { key: new Uint8Array(32) }),
    here.token(incidentId, here.ada, { expiresAt: new Date(here.runtime.clock.now().getTime() - 1000) }),
    here.token(incidentId, here.ada, { scope: elsewhere }),
    here.token('0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77', here.ada),
    here.token(incidentId, '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'),
  ]
  const words = new Set<string>()
  for (const token of dead) {
    const page = await open(token)
    assert.equal(page.status, 404)
    words.add(page.text)
    const form = await submit(token)
    assert.equal(form.status, 404)
    words.add((await form.text()).replace('nonce=""', 'nonce="bm9uY2U="'))
    for (const route of [postState, postAcknowledge]) {
      const answer = await send(route, token)
      assert.equal(answer.status, 404)
      words.add(answer.body.replace(/"requestId":"[^"]*"/, ''))
    }
  }
  assert.equal(words.size, 2, 'one document and one problem')
  assert.equal(await stateOf(incidentId), 'open')
})

test('a member who was disabled or lost the role is refused from the next request on', async () => {
  const incidentId = await here.page('Lost role')
  const token = here.token(incidentId, here.kwame)
  assert.equal((await open(token)).status, 200)
  await setMember(`update member set state = 'disabled' where id = $1`, here.kwame)
  assert.equal((await open(token)).status, 404)
  assert.equal((await submit(token)).status, 404)
  await setMember(`update member set state = 'active' where id = $1`, here.kwame)
  await setMember(`update role_binding set role = 'viewer' where member_id = $1`, here.kwame)
  const looking = await open(token)
  assert.equal(looking.status, 200)
  assert.ok(looking.text.includes('data-action="none"'))
  assert.equal((await submit(token)).status, 403)
  await setMember(
    `update role_binding set expires_at = now() - interval '1 minute' where member_id = $1`,
    here.kwame,
  )
  assert.equal((await submit(token)).status, 404)
  assert.equal(await stateOf(incidentId), 'open')
  await setMember(
    `update role_binding set expires_at = null, role = 'on_call' where member_id = $1`,
    here.kwame,
  )
})

const FOREIGN: Record<string, string>[] = [
  {},
  { origin: 'null' },
  { origin: 'https://evil.example' },
  { origin: 'null', 'sec-fetch-site': 'cross-site' },
  { 'sec-fetch-site': 'same-site' },
  { origin: OWN, 'sec-fetch-site': 'cross-site' },
]
test('another site cannot send the form or call the routes, even with the token', async () => {
  const incidentId = await here.page('From elsewhere')
  const token = here.token(incidentId, here.ada)
  for (const headers of FOREIGN) {
    assert.equal((await submit(token, headers)).status, 403, JSON.stringify(headers))
    assert.equal((await send(postAcknowledge, token, headers)).status, 403, JSON.stringify(headers))
  }
  const form = { origin: OWN, 'content-type': 'application/x-www-form-urlencoded' }
  assert.equal((await send(postAcknowledge, token, form)).status, 403)
  assert.equal(await stateOf(incidentId), 'open')
})

test('the link opens its incident and nothing else, whatever its member may do', async () => {
  const [mine, other] = [await here.page('Mine'), await here.page('Another')]
  const link = await linkContext(here.runtime, here.token(mine, here.ada), { forwardedFor: '203.0.113.7' })
  assert.ok(link !== null)
  assert.deepEqual([link.incidentId, link.memberId, link.ip], [mine, here.ada, '203.0.113.7'])
  for (const permission of ['incident:resolve', 'incident:comment', 'member:read', 'metrics:query'] as const)
    assert.equal(link.grantOf(permission), null)
  await acknowledgeIncident(link, { incidentId: other })
  assert.equal(await stateOf(mine), 'open', 'the routes never take an incident from outside of the token')
})

test('the page is in the language of its member, a dead link in that of the browser, and so is what is refused', async () => {
  const incidentId = await here.page('In two languages')
  const token = here.token(incidentId, here.kwame)
  const malay = { 'accept-language': 'ms-MY,ms;q=0.9' }
  const openIn = async (of: string, headers: Record<string, string>) =>
    await (
      await GET(new Request(`${OWN}/p/${of}`, { headers }), { params: Promise.resolve({ token: of }) })
    ).text()
  assert.match(await openIn(token, malay), /<html lang="ms">[^]*Belum diakui/)
  await setMember(`update member set language = 'ms' where id = $1`, here.kwame)
  assert.match(await openIn(token, {}), /<html lang="ms">[^]*Belum diakui/)
  await setMember(`update member set language = 'en' where id = $1`, here.kwame)
  assert.match(await openIn(token, malay), /<html lang="en">[^]*Not acknowledged/)
  assert.match(await openIn(`${token}x`, malay), /<h1>Pautan ini tidak membuka apa-apa<\/h1>/)
  const refused = await send(postState, `${token}x`, { ...FROM_OWN_SCRIPT, ...malay })
  assert.equal(refused.status, 404)
  assert.match(refused.body, /Pautan ini tidak membuka apa-apa: ia telah tamat/)
  await setMember('update member set language = null where id = $1', here.kwame)
})
