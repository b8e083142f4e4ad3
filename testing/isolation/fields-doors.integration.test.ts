// Bad input at the doors that are not declared as routes: sign-on by OpenID Connect and SAML, the link of a page, the stream.
// Whoever comes there is a person whom somebody else sent, so most of them answer with a page; each way of answering says why.
// next-auth runs inside Next alone: e2e/doors sends the same to it.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import pg from 'pg'
import { isRecord } from '#lib/core/unsafe.ts'
import { operatorScope } from '#lib/core/scope.ts'
import { installRuntime } from '#lib/infra/context/runtime.ts'
import { accessWorld, makeTenancy, type AccessWorld } from '#lib/modules/access/testing/access-world.ts'
import { createProvider } from '#lib/modules/identity/index.ts'
import * as live from '#app/api/live/route.ts'
import * as acs from '#app/api/sso/[providerId]/acs/route.ts'
import * as callback from '#app/api/sso/[providerId]/callback/route.ts'
import * as finish from '#app/api/sso/[providerId]/finish/route.ts'
import * as metadata from '#app/api/sso/[providerId]/metadata/route.ts'
import * as start from '#app/api/sso/[providerId]/start/route.ts'
import * as page from '#app/p/[token]/route.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { ORIGIN, request } from '#testing/refusals.ts'
import { samlKey } from '#testing/saml-provider.ts'
import { TEST_SECRET } from '#testing/template.ts'
import { changedTables, readChecksums } from './checksum.ts'
import { HOSTILE_IDS, HOSTILE_TEXT, hostileValues } from './hostile-fields.ts'
import { faultsOf } from './problem-faults.ts'

let world: TestWorld
let access: AccessWorld
let admin: pg.Client
let cookie = ''
const providers = { saml: '', oidc: '' }
const counts = { sent: 0, refused: 0, fields: 0 }

before(async () => {
  world = await openTestWorld()
  access = accessWorld(world.database, TEST_SECRET)
  installRuntime(access.runtime)
  const console = world.console(operatorScope, access.clock)
  cookie = await access.cookie((await access.setUp(console)).sid)
  const { tenant } = await makeTenancy(console)
  const [saml, oidc] = [
    { entityId: 'https://id.example/saml', ssoUrl: 'https://id.example/sso', certificates: [samlKey.cert] },
    { issuer: 'https://id.example.com', clientId: 'matrix' },
  ]
  const own = world.console(tenant, access.clock)
  providers.saml = (await createProvider(own, { kind: 'saml', name: 'saml', settings: saml })).id
  providers.oidc = (await createProvider(own, { kind: 'oidc', name: 'oidc', settings: oidc })).id
  admin = new pg.Client(world.db.urls.admin)
  await admin.connect()
})
after(async () => {
  await admin.end()
  await world.close()
})

const at = (providerId: string) => ({ params: Promise.resolve({ providerId }) })

/** Every request comes from a network of its own: none is refused for its rate. */
function from(): Readonly<Record<string, string>> {
  counts.sent += 1
  return { 'x-forwarded-for': `10.${counts.sent >> 8}.${counts.sent % 256}.1`, origin: ORIGIN }
}

/** How a door refuses. */
type Refused = (response: Response, what: string, field: string) => Promise<void>

/** Somebody's browser was sent here by a provider: it is led to the sign-in page, which has words for each reason. */
const leadsToSignIn: Refused = async (response, what) => {
  assert.equal(response.status, 303, `${what}: ${await response.text()}`)
  const location = new URL(response.headers.get('location') ?? '')
  assert.equal(location.origin, ORIGIN, what)
  assert.match(location.pathname, /^\/sign-in\/[^/]*$/, what)
  assert.match(location.search, /^\?refused=(?:provider|transaction|browser|answer)$/, what)
  assert.equal(response.headers.get('set-cookie'), null, what)
}

/** Somebody followed a link: a page says in words that it opens nothing, never what was wrong with it. */
const showsDeadLink: Refused = async (response, what) => {
  const text = await response.text()
  assert.equal(response.status, 404, what)
  assert.match(response.headers.get('content-type') ?? '', /^text\/html/, what)
  assert.match(text, /opens nothing/, what)
  assert.doesNotMatch(text, /<img src=x|HYPERLINK|drop table/, what)
}

/** A page of ours asked: a problem names the field and what would be right. */
const namesField: Refused = async (response, what, field) => {
  const text = await response.text()
  assert.equal(response.status, 400, `${what}: ${text}`)
  assert.equal(response.headers.get('content-type'), 'application/problem+json', what)
  const fault = faultsOf({ text }).find((one) => one.field === field)
  assert.ok(fault !== undefined && fault.problem.length > 3, `${what}: ${text}`)
}

/** What the address names is not there: the same problem for every id that is none, as for a provider that is not active. */
const saysNotThere: Refused = async (response, what) => {
  const text = await response.text()
  assert.ok([403, 404].includes(response.status), `${what}: ${response.status} ${text}`)
  assert.equal(response.headers.get('content-type'), 'application/problem+json', what)
  const problem: unknown = JSON.parse(text)
  assert.ok(isRecord(problem) && String(problem['detail']).length > 20, text)
}

/** Sends every value and expects the door to refuse it in its way; no table changes but by notes of refusals. */
async function refuseAll<T>(
  values: readonly (readonly [what: string, value: T])[],
  door: { readonly field: string; readonly ask: (value: T) => Promise<Response>; readonly refused: Refused },
): Promise<void> {
  counts.fields += 1
  const untouched = await checksums()
  for (const [what, value] of values) {
    await door.refused(await door.ask(value), `${door.field}, ${what}`, door.field)
    counts.refused += 1
  }
  assert.deepEqual(changedTables(untouched, await checksums()), [])
}

/** As others look at it, but for the chain: each refusal at a provider is an entry in it. */
async function checksums(): Promise<Readonly<Record<string, string>>> {
  const {
    'public.audit_entry': _entries,
    'public.audit_payload': _payloads,
    ...rest
  } = await readChecksums(admin)
  return rest
}

/** How many refusals stand in the chain: what failed by a fault of ours is none. */
async function noted(): Promise<number> {
  const { rows } = await admin.query<{ n: number }>(
    `select count(*)::int as n from audit_entry where action = 'sign-on.refuse'`,
  )
  return rows[0]?.n ?? 0
}

const TEXTS: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ...HOSTILE_TEXT.map(({ what, value }) => [what, String(value)] as const),
  ['line ends', 'a\r\nset-cookie: x=y'],
  ['an address', 'https://evil.example/'],
  ['a lone surrogate', '\uD800'],
]
/** Of the ids that are none those that an address can hold: Next refuses what is no UTF-8 before a route sees it. */
const IDS = HOSTILE_IDS.flatMap(([what, value]): (readonly [string, string])[] =>
  typeof value === 'string' && value.isWellFormed() && value !== '' ? [[what, value]] : [],
)

test('the address of a sign-on: an id that is none is a provider that is not there', async () => {
  const path = '/api/sso/x?state=x'
  const post = { method: 'POST', body: 'SAMLResponse=x&RelayState=x' }
  const form = { 'content-type': 'application/x-www-form-urlencoded' }
  const field = 'providerId'
  await refuseAll(IDS, {
    field,
    ask: async (id) => await callback.GET(request(path, from()), at(id)),
    refused: leadsToSignIn,
  })
  await refuseAll(IDS, {
    field,
    ask: async (id) => await finish.GET(request(path, from()), at(id)),
    refused: leadsToSignIn,
  })
  await refuseAll(IDS, {
    field,
    ask: async (id) => await acs.POST(request(path, { ...from(), ...form }, post), at(id)),
    refused: leadsToSignIn,
  })
  await refuseAll(IDS, {
    field,
    ask: async (id) => await metadata.GET(request(path, from()), at(id)),
    refused: saysNotThere,
  })
  await refuseAll(IDS, { field, ask: async (id) => await askStart({}, id), refused: namesField })
})

const askStart = async (body: unknown, id: string): Promise<Response> => {
  const headers = { ...from(), 'content-type': 'application/json' }
  return await start.POST(
    request('/api/sso/x/start', headers, { method: 'POST', body: JSON.stringify(body) }),
    at(id),
  )
}

test('where a sign-on shall lead, and what else may stand beside it', async () => {
  const hostile = hostileValues({ types: new Set(['string']) })
  await refuseAll(
    hostile.filter(({ mayBeText }) => !mayBeText).map(({ what, value }) => [what, value] as const),
    {
      field: 'target',
      ask: async (target) => await askStart({ target }, providers.saml),
      refused: namesField,
    },
  )
  await refuseAll(
    [7, true, null, 'x', []].map((value) => [JSON.stringify(value), value] as const),
    { field: '(body)', ask: async (body) => await askStart(body, providers.saml), refused: namesField },
  )
  await refuseAll([['another provider', { providerId: providers.oidc }]], {
    field: '(body)',
    ask: async (body) => await askStart(body, providers.saml),
    refused: namesField,
  })
})

test('what a browser brings back from a provider', async () => {
  const back = async (
    door: typeof callback.GET,
    query: Readonly<Record<string, string>>,
    id: string,
  ): Promise<Response> =>
    await door(request(`/api/sso/x?${new URLSearchParams(query).toString()}`, from()), at(id))
  const earlier = await noted()
  const refused = leadsToSignIn
  for (const field of ['state', 'code', 'iss', 'error', 'error_description', 'session_state', 'nobody_knows'])
    await refuseAll(TEXTS, {
      field,
      ask: async (value) =>
        await back(callback.GET, { state: 'x', code: 'y', [field]: value }, providers.oidc),
      refused,
    })
  for (const field of ['state', 'ticket'])
    await refuseAll(TEXTS, {
      field,
      ask: async (value) =>
        await back(finish.GET, { state: 'x', ticket: 'y', [field]: value }, providers.saml),
      refused,
    })
  assert.equal(
    (await noted()) - earlier,
    9 * TEXTS.length,
    'each stands in the chain as a refusal, none as a fault of ours',
  )
})

/** A sign-on at the SAML provider that is on its way: what comes back as RelayState. */
async function beginSaml(): Promise<string> {
  const response = await askStart({}, providers.saml)
  const body: unknown = await response.json()
  assert.ok(isRecord(body) && typeof body['location'] === 'string', JSON.stringify(body))
  return new URL(body['location']).searchParams.get('RelayState') ?? assert.fail('no RelayState')
}

const post = async (form: string, type = 'application/x-www-form-urlencoded'): Promise<Response> =>
  await acs.POST(
    request('/api/sso/x/acs', { ...from(), 'content-type': type }, { method: 'POST', body: form }),
    at(providers.saml),
  )

const encoded = (text: string): string => Buffer.from(text).toString('base64')
const BOMB = `<!DOCTYPE x [<!ENTITY a "${'x'.repeat(100)}">${'bcdefgh'
  .split('')
  .map((name, n) => `<!ENTITY ${name} "${`&${'abcdefgh'[n] ?? ''};`.repeat(10)}">`)
  .join('')}]><samlp:Response xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol">&h;</samlp:Response>`
const RESPONSES: readonly (readonly [string, string])[] = [
  ...TEXTS,
  ...TEXTS.map(([what, text]) => [`${what}, encoded`, encoded(text)] as const),
  ['an element', encoded('<x/>')],
  ['an element that does not end', encoded('<samlp:Response')],
  ['a file of the machine', encoded('<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><x>&a;</x>')],
  ['ever more of the same', encoded(BOMB)],
  ['10,000 elements inside one another', encoded(`${'<x>'.repeat(10_000)}${'</x>'.repeat(10_000)}`)],
  ['more than a form may have', 'x'.repeat(400_000)],
]

test('what a SAML provider has a browser post', async () => {
  const earlier = await noted()
  await refuseAll(TEXTS, {
    field: 'RelayState',
    ask: async (value) =>
      await post(new URLSearchParams({ SAMLResponse: 'x', RelayState: value }).toString()),
    refused: leadsToSignIn,
  })
  assert.equal((await noted()) - earlier, TEXTS.length)
  const begun = await beginSaml()
  await refuseAll(
    ['text/plain', 'application/json', 'multipart/form-data; boundary=x', 'x'].map(
      (type) => [type, type] as const,
    ),
    {
      field: '(body)',
      ask: async (type) => await post(`SAMLResponse=x&RelayState=${begun}`, type),
      refused: leadsToSignIn,
    },
  )
})

test('a response to a sign-on that is on its way', async () => {
  const sessions = async (): Promise<unknown> => (await admin.query('select count(*) from session')).rows
  const begun = await sessions()
  const earlier = await noted()
  for (const [what, response] of RESPONSES) {
    const form = new URLSearchParams({ SAMLResponse: response, RelayState: await beginSaml() })
    await leadsToSignIn(await post(form.toString()), `SAMLResponse, ${what}`, 'SAMLResponse')
    counts.refused += 1
  }
  assert.equal((await noted()) - earlier, RESPONSES.length)
  assert.deepEqual(await sessions(), begun)
})

test('the link of a page', async () => {
  const { GET, POST } = page
  const ask = async (door: typeof GET, method: string, token: string, query = ''): Promise<Response> =>
    await door(request(`/p/x${query}`, from(), { method }), { params: Promise.resolve({ token }) })
  const refused = showsDeadLink
  await refuseAll(IDS, { field: 'token', ask: async (token) => await ask(GET, 'GET', token), refused })
  await refuseAll(IDS, { field: 'token', ask: async (token) => await ask(POST, 'POST', token), refused })
  await refuseAll(TEXTS, {
    field: 'tap',
    ask: async (tap) => await ask(GET, 'GET', 'x', `?${new URLSearchParams({ tap }).toString()}`),
    refused,
  })
})

test('the scope of the stream', async () => {
  const ask = async (scope: string): Promise<Response> =>
    await live.GET(request(`/api/live?${new URLSearchParams({ scope }).toString()}`, { ...from(), cookie }))
  await refuseAll(
    [...TEXTS, ...IDS.map(([what, id]) => [`a tenant: ${what}`, `tenant:${id}`] as const)].filter(
      ([, value]) => value !== '',
    ),
    { field: 'scope', ask, refused: namesField },
  )
})

test('the moment from which a stream tells', async () => {
  const ask = async (since: string): Promise<Response> =>
    await live.GET(request(`/api/live?${new URLSearchParams({ since }).toString()}`, { ...from(), cookie }))
  await refuseAll([...TEXTS, ...IDS], { field: 'since', ask, refused: namesField })
})

test('the counts', (t) => {
  const { sent, fields, refused } = counts
  t.diagnostic(
    `doors: ${sent} requests, ${fields} fields: ${refused} refused in words, 0 tables changed, 0 sessions`,
  )
  assert.ok(fields >= 20 && refused > 250, JSON.stringify(counts))
})
