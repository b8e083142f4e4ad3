// The event stream as a page opens it: in its own scope, for as long as its session holds.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { openLiveHub, type LiveHub } from '#lib/infra/live/index.ts'
import { openIncident } from '#lib/modules/incidents/index.ts'
import {
  openIsolationWorld,
  PUBLIC_URL,
  type IsolationWorld,
  type Situation,
} from '#testing/isolation/isolation-world.ts'
import { missingNextTo } from '#testing/isolation/ask.ts'
import { addMember } from '#testing/isolation/owned-set.ts'
import { GET } from './route.ts'

const opened: { here?: IsolationWorld; hub?: LiveHub } = {}
before(async () => {
  opened.here = await openIsolationWorld({ roles: ['tenant_viewer'] })
  opened.hub = openLiveHub(opened.here.world.db.urls.tenant)
  globalThis.bailiwickLiveHub = opened.hub
  while (!opened.hub.isConnected()) await sleep(20)
})
after(async () => {
  await opened.hub?.close()
  await opened.here?.close()
})
const parts = (): { here: IsolationWorld; situation: Situation } => {
  const [situation] = opened.here?.situations ?? []
  assert.ok(opened.here !== undefined && situation !== undefined)
  return { here: opened.here, situation }
}

interface Stream {
  readonly status: number
  text(): string
  readonly ended: Promise<number>
  close(): void
}

async function openStream(
  headers: Readonly<Record<string, string>>,
  scope: string,
  since?: Date,
): Promise<Stream> {
  const from = since === undefined ? '' : `&since=${since.toISOString()}`
  const abort = new AbortController()
  const response = await GET(
    new Request(`${PUBLIC_URL}/api/live?scope=${scope}${from}`, { headers, signal: abort.signal }),
  )
  let text = ''
  const read = async (): Promise<number> => {
    const decoder = new TextDecoder()
    for await (const chunk of response.body ?? []) text += decoder.decode(chunk, { stream: true })
    return performance.now()
  }
  return { status: response.status, text: () => text, ended: read(), close: () => abort.abort() }
}

async function until(check: () => boolean): Promise<void> {
  for (let waited = 0; !check(); waited += 20) {
    assert.ok(waited < 10_000, 'it did not come about')
    await sleep(20)
  }
}

test('a tenant hears of its own incidents and of no others', async () => {
  const { here, situation } = parts()
  const { A, B, C } = here.sets
  const stream = await openStream(situation.attacker.headers, situation.scope)
  assert.equal(stream.status, 200)
  const [foreign, beside] = [
    await openIncident(here.world.console(B.scope), { title: 'foreign' }),
    await openIncident(here.world.console(C.scope), { title: 'beside' }),
  ]
  const own = await openIncident(here.world.console(A.scope), { title: 'a title' })
  await until(() => stream.text().includes(own.id))
  assert.ok(stream.text().includes(`event: change\ndata: {"table":"incident","id":"${own.id}"}\n\n`))
  for (const word of [foreign.id, beside.id, 'a title', A.scope.platformId])
    assert.ok(!stream.text().includes(word), word)
  stream.close()
  await stream.ended
})

test('a page hears what happened between its making and its stream', async () => {
  const { here, situation } = parts()
  const { A, B } = here.sets
  await sleep(1500) // the hub has listened since before the page was made, by more than clocks may differ
  const madeAt = new Date()
  const own = await openIncident(here.world.console(A.scope), { title: 'early' })
  const foreign = await openIncident(here.world.console(B.scope), { title: 'foreign' })
  const behind = await openStream(situation.attacker.headers, situation.scope)
  const marker = await openIncident(here.world.console(A.scope), { title: 'later' })
  await until(() => behind.text().includes(marker.id))
  assert.ok(!behind.text().includes(own.id), 'who does not ask is told nothing of before')
  const since = await openStream(situation.attacker.headers, situation.scope, madeAt)
  await until(() => since.text().includes(marker.id))
  assert.ok(!since.text().includes(foreign.id))
  for (const stream of [behind, since]) stream.close()
})

test('nobody, a foreign scope and a missing one are refused before a stream opens', async () => {
  const { here, situation } = parts()
  const { B } = here.sets
  assert.equal((await openStream({}, situation.scope)).status, 401)
  const [foreign, missing] = [
    await openStream(situation.attacker.headers, `tenant:${B.ids.tenantId}`),
    await openStream(situation.attacker.headers, `tenant:${missingNextTo(B.ids.tenantId)}`),
  ]
  await Promise.all([foreign.ended, missing.ended])
  const words = (text: string): string => text.replace(/"requestId":"[^"]*"/, '')
  assert.deepEqual([foreign.status, words(foreign.text())], [404, words(missing.text())])
  assert.equal((await openStream(situation.attacker.headers, 'operator')).status, 404)
})

const ENDS: readonly (readonly [string, string, string])[] = [
  ['session was ended', `update session set ended_at = created_at where member_id = $1`, 'unauthenticated'],
  ['role was taken', `delete from role_binding where member_id = $1`, 'not_found'],
  ['member was disabled', `update member set state = 'disabled' where id = $1`, 'unauthenticated'],
]
for (const [what, sql, code] of ENDS) {
  test(`a stream ends within seconds after its ${what}`, async () => {
    const { here, situation } = parts()
    const { memberId } = await addMember(here.world, here.sets.A.scope, 'tenant_viewer', 'somebody')
    const stream = await openStream(await here.sessionOf(memberId), situation.scope)
    assert.equal(stream.status, 200)
    await withClient(here.world.db.urls.admin, async (admin) => await admin.query(sql, [memberId]))
    const since = performance.now()
    assert.ok((await stream.ended) - since < 10_000) // five are promised; a loaded machine may take longer
    assert.match(stream.text(), new RegExp(`event: ended\\ndata: \\{"code":"${code}",[^\\n]*\\}\\n\\n$`))
  })
}
