// Every door that can refuse somebody leaves a security event, or says here why it refuses nobody. A new one without a case fails.
import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { after, before, test } from 'node:test'
import { filesBelow } from '#testing/files-below.ts'
import { bearer, foreign, ORIGIN, request, type Refusal } from '#testing/refusals.ts'
import { samlKey } from '#testing/saml-provider.ts'
import { openDoorsWorld, type DoorsWorld } from '#testing/doors-world.ts'
import { DomainError, forbidden } from '#lib/core/errors.ts'
import { formatScopeParam, operatorScope, type Scope } from '#lib/core/scope.ts'
import { httpContext } from '#lib/infra/context/http-context.ts'
import { createProvider } from '#lib/modules/identity/index.ts'
import { listSecurityEvents } from '#lib/modules/security/index.ts'
import * as live from './live/route.ts'
import { startLimiter } from './admit.ts'
import { noteRefusedPage } from './note-refusal.ts'
import * as users from './scim/v2/Users/route.ts'
import * as acs from './sso/[providerId]/acs/route.ts'
import * as callback from './sso/[providerId]/callback/route.ts'
import * as finish from './sso/[providerId]/finish/route.ts'
import * as metadata from './sso/[providerId]/metadata/route.ts'
import * as start from './sso/[providerId]/start/route.ts'
import * as incidents from './v1/incidents/route.ts'
import * as metrics from '#app/metrics/route.ts'
import * as page from '#app/p/[token]/route.ts'
import * as readyz from '#app/readyz/route.ts'

let world: DoorsWorld['world']
let access: DoorsWorld['access']
let tenancy: DoorsWorld['tenancy']
let viewer: DoorsWorld['viewer']
let providerId = ''
before(async () => {
  ;({ world, access, tenancy, viewer } = await openDoorsWorld())
  const scope = tenancy.tenant
  const settings = {
    entityId: 'https://id.example/saml',
    ssoUrl: 'https://id.example/sso',
    certificates: [samlKey.cert],
  }
  const made = await createProvider(world.console(scope, access.clock), {
    kind: 'saml',
    name: 'Acme SAML',
    settings,
    mapping: [{ group: 'staff', role: 'tenant_viewer' }],
  })
  providerId = made.id
})
after(async () => await world.close())

const NO_PROVIDER = '0199f0a2-5c1e-7b3a-9d52-0c5a3f6b1e77'
const form = { 'content-type': 'application/x-www-form-urlencoded' }
const at = (id: string) => ({ params: Promise.resolve({ providerId: id }) })
const none = { params: Promise.resolve({}) }

const comesBack = (
  ask: (asked: Request, id: string) => Promise<Response>,
  {
    headers = {},
    ...init
  }: Omit<RequestInit, 'headers'> & { readonly headers?: Record<string, string> } = {},
): Refusal[] => [
  {
    what: 'no such provider',
    ask: async (from) =>
      await ask(request('/api/sso/x?state=wrong', { ...from, ...headers }, init), NO_PROVIDER),
    status: 303,
    kind: 'provider.refused',
  },
  {
    what: 'a wrong state or answer',
    ask: async (from) =>
      await ask(request('/api/sso/x?state=wrong', { ...from, ...headers }, init), providerId),
    status: 303,
    kind: 'provider.refused',
    isOfTenant: true,
  },
]

const cookie = async (): Promise<Record<string, string>> => ({ cookie: await access.cookie(viewer.sid) })
const elsewhere = (): string => `?scope=${formatScopeParam(tenancy.otherTenant)}`

/** Every route that is not declared by the kit, and the kit by one of its own. */
const DOORS: Readonly<Record<string, readonly Refusal[] | string>> = {
  'api/auth/[...nextauth]':
    'runs inside Next alone; it lets in by notingStrangers, as /p does here, and sign-in notes for itself (ADR 0017)',
  'api/live': [
    {
      what: 'a foreign scope',
      ask: async (from) =>
        await live.GET(request(`/api/live${elsewhere()}`, { ...from, ...(await cookie()) })),
      status: 404,
      kind: 'scope.foreign',
      isOfTenant: true,
    },
    {
      what: 'a key that nobody has',
      ask: async (from) => await live.GET(request('/api/live', { ...from, ...bearer() })),
      status: 401,
      kind: 'key.bad',
    },
  ],
  'api/openapi.json': 'holds no data and refuses nobody',
  'api/scim/v2/Users': [
    {
      what: 'a token that nobody has',
      ask: async (from) => await users.GET(request('/api/scim/v2/Users', { ...from, ...bearer() }), none),
      status: 401,
      kind: 'key.bad',
    },
  ],
  'api/sso/[providerId]/acs': comesBack(async (asked, id) => await acs.POST(asked, at(id)), {
    method: 'POST',
    headers: form,
    body: 'SAMLResponse=PHNhbWw%2B&RelayState=wrong',
  }),
  'api/sso/[providerId]/callback': comesBack(async (asked, id) => await callback.GET(asked, at(id))),
  'api/sso/[providerId]/finish': comesBack(async (asked, id) => await finish.GET(asked, at(id))),
  'api/sso/[providerId]/metadata': [
    {
      what: 'no such provider',
      ask: async (from) => await metadata.GET(request('/api/sso/x/metadata', from), at(NO_PROVIDER)),
      status: 403,
      kind: 'provider.refused',
    },
  ],
  'api/sso/[providerId]/start': [
    {
      what: 'another site',
      ask: async (from) =>
        await start.POST(
          request('/api/sso/x/start', { ...from, ...foreign }, { method: 'POST', body: '{}' }),
          at(providerId),
        ),
      status: 403,
      kind: 'request.cross-site',
    },
    {
      what: 'no such provider',
      ask: async (from) =>
        await start.POST(
          request(
            '/api/sso/x/start',
            { ...from, origin: ORIGIN, 'content-type': 'application/json' },
            { method: 'POST', body: '{"target":"/"}' },
          ),
          at(NO_PROVIDER),
        ),
      status: 403,
      kind: 'provider.refused',
    },
  ],
  'api/v1/incidents': [
    {
      what: 'a foreign scope',
      ask: async (from) =>
        await incidents.GET(
          request(`/api/v1/incidents${elsewhere()}`, { ...from, ...(await cookie()) }),
          none,
        ),
      status: 404,
      kind: 'scope.foreign',
      isOfTenant: true,
    },
  ],
  healthz: 'says the same to everybody and refuses nobody',
  metrics: [
    {
      what: 'a wrong token',
      ask: async (from) => await metrics.GET(request('/metrics', { ...from, ...bearer() })),
      status: 401,
      kind: 'key.bad',
    },
  ],
  'p/[token]': [
    {
      what: 'a link that opens nothing',
      ask: async (from) =>
        await page.GET(request('/p/nothing', from), { params: Promise.resolve({ token: 'nothing' }) }),
      status: 404,
      kind: 'token.bad',
    },
    {
      what: 'another site',
      ask: async (from) =>
        await page.POST(request('/p/nothing', { ...from, ...foreign }, { method: 'POST' }), {
          params: Promise.resolve({ token: 'nothing' }),
        }),
      status: 403,
      kind: 'request.cross-site',
    },
  ],
  readyz: [
    {
      what: 'a key that nobody has, which gets the short answer',
      ask: async (from) => await readyz.GET(request('/readyz', { ...from, ...bearer() })),
      kind: 'key.bad',
    },
  ],
}

/** What a page hears of a refusal, beside the page that is shown. */
const refusalOf = async (path: string, from: Readonly<Record<string, string>>): Promise<DomainError> => {
  try {
    await httpContext(request(path, { ...from, ...(await cookie()) }), access.runtime)
  } catch (error) {
    if (error instanceof DomainError) return error
  }
  return assert.fail('it was let in')
}

const PAGE_REFUSALS: readonly Refusal[] = [
  {
    what: 'a page of a foreign scope',
    async ask(from) {
      const path = `/incidents${elsewhere()}`
      await noteRefusedPage(request(path, { ...from }), await refusalOf(path, from), undefined)
    },
    kind: 'scope.foreign',
    isOfTenant: true,
  },
  {
    what: 'a page whose permission is missing',
    async ask(from) {
      const asked = request('/audit', { ...from, ...(await cookie()) })
      const ctx = await httpContext(asked, access.runtime)
      await noteRefusedPage(asked, forbidden('audit:read'), ctx)
    },
    kind: 'request.forbidden',
    isOfTenant: true,
  },
]

let asked = 0
async function check(door: string, { what, ask, status, kind, isOfTenant = false }: Refusal): Promise<void> {
  asked += 1
  // Folded events keep where they came from, so that each case has an address of its own.
  const address = `198.51.100.${asked}`
  const answer = await ask({ 'x-forwarded-for': address })
  if (status !== undefined) {
    assert.ok(answer instanceof Response)
    assert.equal(answer.status, status, `${door}: ${what}: ${await answer.text()}`)
  }
  const seen = async (scope: Scope): Promise<string[]> =>
    (await listSecurityEvents(world.console(scope, access.clock), { address })).events.map((one) => one.kind)
  assert.deepEqual(await seen(operatorScope), [kind], `${door}: ${what}`)
  assert.deepEqual(await seen(tenancy.tenant), isOfTenant ? [kind] : [], `${door}: ${what}: of the tenant`)
  assert.deepEqual(await seen(tenancy.otherTenant), [], `${door}: ${what}: nobody else hears of it`)
}

test('every door leaves an event of what it refuses', async (context) => {
  for (const [door, refusals] of Object.entries(DOORS)) {
    if (typeof refusals !== 'string') for (const refusal of refusals) await check(door, refusal)
  }
  for (const refusal of PAGE_REFUSALS) await check('page', refusal)
  context.diagnostic(`doors: ${asked} refusals at ${Object.keys(DOORS).length} doors, each an event`)
})

const RATE = 2
/** How often a kind was written, whatever rows it was folded into. */
const written = async (kind: string): Promise<number> =>
  (await listSecurityEvents(world.console(operatorScope, access.clock), { kind })).events.reduce(
    (sum, { count }) => sum + count,
    0,
  )

test('above its rate every door answers 429 and writes no more', async (context) => {
  let flooded = 0
  for (const [door, refusals] of Object.entries({ ...DOORS, page: PAGE_REFUSALS })) {
    for (const { what, ask, kind } of typeof refusals === 'string' ? [] : refusals) {
      flooded += 1
      startLimiter({ 'sign-in': RATE, reading: RATE, writing: RATE, query: RATE, export: RATE })
      const earlier = [await written(kind), await written('request.rate-limited')] as const
      let last: unknown
      for (let n = 0; n < 3 * RATE; n += 1) last = await ask({ 'x-forwarded-for': `203.0.113.${flooded}` })
      if (last instanceof Response) {
        assert.equal(last.status, 429, `${door}: ${what}`)
        assert.ok(Number(last.headers.get('retry-after')) >= 1, `${door}: ${what}`)
      }
      assert.equal((await written(kind)) - earlier[0], RATE, `${door}: ${what}: written no more`)
      assert.ok((await written('request.rate-limited')) > earlier[1], `${door}: ${what}: noted as a flood`)
    }
  }
  assert.equal(flooded, asked)
  context.diagnostic(`doors: ${flooded} refusals flooded, none written above its rate`)
})

test('no route is forgotten: it is declared by the kit, or stands in the table above', (context) => {
  const routes = filesBelow('app', 'route.ts')
  const own = routes.filter(
    (file) => !/\/route-kit\.ts'|scim-kit\.ts'/.test(readFileSync(`app/${file}`, 'utf8')),
  )
  const missing = own.map((file) => file.replace('/route.ts', '')).filter((door) => !(door in DOORS))
  assert.deepEqual(missing, [])
  assert.ok(routes.length > 100 && own.length > 5, 'they were found')
  context.diagnostic(`doors: ${routes.length} routes, ${routes.length - own.length} of them by a kit`)
})
