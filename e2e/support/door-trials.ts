import assert from 'node:assert/strict'
import { FORM_TYPES, foreignOrigins, HEADER_TRICKS, PATH_TRICKS } from './door-tricks.ts'
import { PASSWORD, type Person } from './person.ts'
import { rawRequest, type RawAnswer, type RawQuestion } from './raw-request.ts'

/** A tenant with one incident, in which its marker stands. */
interface MarkedTenant {
  readonly id: string
  readonly scope: string
  readonly marker: string
  readonly incident: string
}

/** Two tenants of a running product: the stranger is an admin of Merbau and may see nothing of Angsana. */
export interface DoorWorld {
  readonly url: string
  readonly admin: Person
  readonly stranger: Person
  readonly merbau: MarkedTenant
  readonly angsana: MarkedTenant
}

/** Trials of a running product; each returns its figure and rejects when something opened. */
export interface DoorTrials {
  control(): Promise<void>
  headers(): Promise<string>
  paths(): Promise<string>
  methods(): Promise<string>
  origins(): Promise<string>
}

/** Addresses of Angsana, and of its incident from where the stranger is at home. */
const foreignAddresses = ({
  merbau,
  angsana,
}: DoorWorld): readonly (readonly [path: string, query: string])[] => [
  ['/incidents', `scope=${angsana.scope}`],
  [`/incidents/${angsana.incident}`, `scope=${merbau.scope}`],
  ['/api/v1/incidents', `scope=${angsana.scope}`],
  [`/api/v1/incidents/${angsana.incident}`, `scope=${merbau.scope}`],
]

async function ask(world: DoorWorld, person: Person | null, question: RawQuestion): Promise<RawAnswer> {
  const cookie = person
    ?.cookies()
    .map(({ name, value }) => `${name}=${value}`)
    .join('; ')
  const headers = { ...(cookie !== undefined && { cookie }), ...question.headers }
  return await rawRequest(world.url, { ...question, headers })
}

/** Nothing of somebody else in it, no fault of ours, no way to another site, and no door for other sites. */
function refuseOpened({ url, angsana }: DoorWorld, { status, headers, text }: RawAnswer, what: string): void {
  const { location = url } = headers
  const isClosed = status >= 200 && status < 500 && !text.includes(angsana.marker)
  assert.ok(isClosed, `${what}: ${status} ${text.slice(0, 300)}`)
  // A target with a host is led on under this host (RFC 9112, 3.2.2); no browser can be made to send one.
  const named = /^https?:\/\/[^/]+/.exec(what)?.[0]
  assert.ok([url, named].includes(new URL(location, url).origin), `${what}: ${location}`)
  assert.equal(headers['access-control-allow-origin'], undefined, what)
  assert.equal(headers['x-middleware-rewrite'], undefined, what)
}

/** What Next.js itself answers to a prefetch of a page by its own proxy: the empty object, and no page. */
const isNothing = ({ text }: RawAnswer): boolean => text === '{}'

/** Asks with a header; a request for data of a page is led to the address that Next.js keeps for them, and follows. */
async function askWith(world: DoorWorld, person: Person | null, question: RawQuestion): Promise<RawAnswer> {
  const answer = await ask(world, person, question)
  const { location = '' } = answer.headers
  if (answer.status !== 307 || !/[?&]_rsc\b/.test(location)) return answer
  refuseOpened(world, answer, question.target)
  const { pathname, search } = new URL(location, world.url)
  return await ask(world, person, { ...question, target: pathname + search })
}

/** The same refusal as without the trick, or once more the way to the same address. */
function refuseOtherStatus(
  { status, headers }: RawAnswer,
  { honest, path }: { readonly honest: RawAnswer; readonly path: string },
  what: string,
): void {
  const led = new URL(headers['location'] ?? '', 'http://own.invalid').pathname
  if (status === 307) assert.equal(led, path, what)
  else assert.equal(status, honest.status, what)
}

async function tryHeaders(world: DoorWorld, person: Person | null, target: string): Promise<number> {
  const honest = await ask(world, person, { target })
  refuseOpened(world, honest, target)
  const [path = '/'] = target.split('?')
  const { scope } = world.angsana
  for (const [name, valueOf] of HEADER_TRICKS) {
    const value = valueOf({ scope, path: `${path}?scope=${scope}` })
    const what = `${target} by ${person === null ? 'nobody' : 'the stranger'}, ${name}: ${value}`
    const answer = await askWith(world, person, { target, headers: { [name]: value } })
    refuseOpened(world, answer, what)
    if (isNothing(answer)) continue
    if (path.startsWith('/api')) refuseOtherStatus(answer, { honest, path }, what)
    const policy = answer.headers['content-security-policy'] ?? ''
    assert.match(policy, /script-src 'nonce-/, `${what}: without the proxy`)
    assert.doesNotMatch(policy, /nonce-AAAA'/, what)
  }
  return 1 + HEADER_TRICKS.length
}

async function tryPaths(
  world: DoorWorld,
  person: Person | null,
  at: readonly [string, string],
): Promise<number> {
  let sent = 0
  for (const spell of PATH_TRICKS) {
    const target = spell(...at)
    const answer = await ask(world, person, { target })
    refuseOpened(world, answer, target)
    sent += 1
    const { location } = answer.headers
    if (location === undefined) continue
    const { pathname, search } = new URL(location, world.url)
    refuseOpened(
      world,
      await ask(world, person, { target: pathname + search }),
      `${target}, then ${location}`,
    )
    sent += 1
  }
  return sent
}

async function tryMethods(world: DoorWorld): Promise<number> {
  const { admin, angsana, url } = world
  let sent = 0
  const listed = async (): Promise<unknown> => (await admin.call('GET', '/api/v1/tenants')).body
  const earlier = await listed()
  const target = `/api/v1/tenants/${angsana.id}?_method=PATCH`
  for (const name of ['x-http-method-override', 'x-http-method', 'x-method-override', '_method']) {
    for (const method of ['GET', 'POST', 'HEAD']) {
      const headers = { [name]: 'PATCH', origin: url, 'content-type': 'application/json' }
      const body = method === 'POST' ? { body: '{"name":"changed","_method":"PATCH"}' } : {}
      const { status } = await ask(world, admin, { target, method, headers, ...body })
      assert.ok(status < 500, `${method} ${name}: ${status}`)
      sent += 1
    }
  }
  const address = `/api/v1/incidents?scope=${angsana.scope}`
  refuseOpened(world, await ask(world, null, { target: address, method: 'OPTIONS' }), 'OPTIONS')
  sent += 1
  for (const method of ['PROPFIND', 'REPORT', 'LINK', 'TRACE']) {
    for (const at of [address, '/incidents', '/sign-in', '/p/token']) {
      const answer = await ask(world, null, { target: at, method })
      refuseOpened(world, answer, `${method} ${at}`)
      assert.equal(answer.status, 405, `${method} ${at}`)
      assert.match(answer.headers['allow'] ?? '', /^GET, HEAD(?:$|, POST)/, `${method} ${at}`)
      assert.equal(answer.text, '', `${method} ${at}`)
      sent += 1
    }
  }
  assert.deepEqual(await listed(), earlier)
  return sent
}

type Change = readonly [method: string, path: string, body: unknown]
/** Routes that change something, one of each kind, with a body that would. */
const changesOf = ({ merbau }: DoorWorld): readonly Change[] => [
  ['POST', '/api/v1/platforms', { name: 'forged' }],
  ['POST', '/api/v1/incidents', { title: 'forged' }],
  ['POST', `/api/v1/incidents/${merbau.incident}/comments`, { text: 'forged' }],
  ['POST', `/api/v1/incidents/${merbau.incident}/acknowledge`, {}],
  ['POST', '/api/v1/sources', { name: 'forged' }],
  ['POST', '/api/v1/api-keys', { name: 'forged', permissions: ['incident:read'] }],
  ['POST', '/api/v1/invitations', { email: 'forged@example.test', name: 'forged', role: 'tenant_viewer' }],
  ['PATCH', `/api/v1/tenants/${merbau.id}`, { name: 'forged' }],
  ['PUT', '/api/v1/sign-on/policy', { requireFactor: true, signOnOnly: false }],
  ['DELETE', '/api/v1/me/sessions', { which: 'others' }],
  ['POST', '/api/v1/sign-in/link/ask', { email: 'admin@example.test' }],
  ['POST', '/api/auth/signout', { csrfToken: 'x' }],
  ['POST', '/api/auth/session', { csrfToken: 'x' }],
  ['POST', '/api/auth/callback/credentials', { email: 'admin@example.test', password: PASSWORD }],
  ['POST', '/api/sso/01a1fdb0-c0ca-744e-8fd7-88f530268fb0/start', {}],
]

/** What these routes would change, as it is now. */
async function readState({ admin, merbau }: DoorWorld): Promise<unknown> {
  const read = async (path: string, scope: string) => (await admin.call('GET', path, { scope })).body
  return await Promise.all([
    ...['platforms', 'tenants'].map(async (name) => await read(`/api/v1/${name}`, 'operator')),
    ...['incidents', 'sources', 'api-keys', 'invitations', 'sign-on', `incidents/${merbau.incident}`].map(
      async (name) => await read(`/api/v1/${name}`, merbau.scope),
    ),
  ])
}

/** Headers of every origin with a type that is taken, and of our own with every type that is not. */
const sendersOf = (own: string): readonly Readonly<Record<string, string>>[] => [
  ...foreignOrigins(own).map((headers) => ({ 'content-type': 'application/json', ...headers })),
  ...FORM_TYPES.map((type) => ({
    origin: own,
    'sec-fetch-site': 'same-origin',
    ...(type !== '' && { 'content-type': type }),
  })),
]

async function tryOrigins(world: DoorWorld, [method, path, body]: Change): Promise<number> {
  const target = path.startsWith('/api/v1/') ? `${path}?scope=${world.merbau.scope}` : path
  const senders = sendersOf(world.url)
  for (const headers of senders) {
    const answer = await ask(world, world.admin, { target, method, headers, body: JSON.stringify(body) })
    const what = `${method} ${path} ${JSON.stringify(headers)}: ${answer.status} ${answer.text.slice(0, 200)}`
    // next-auth takes forms, with a token that only our own pages can read.
    const isForm = path.startsWith('/api/auth') && headers['content-type'] !== 'application/json'
    if (!isForm) assert.ok([400, 403].includes(answer.status), what)
    assert.doesNotMatch(answer.headers['set-cookie'] ?? '', /session=/, what)
    refuseOpened(world, answer, what)
  }
  const preflight = { origin: 'https://evil.example', 'access-control-request-method': method }
  const answer = await ask(world, null, { target, method: 'OPTIONS', headers: preflight })
  refuseOpened(world, answer, `preflight of ${path}`)
  return senders.length + 1
}

/** Makes the trials of a world. */
export function openDoorTrials(world: DoorWorld): DoorTrials {
  const { admin, stranger, angsana } = world
  const everywhere = async (
    trial: (person: Person | null, at: readonly [string, string]) => Promise<number>,
  ): Promise<number> => {
    let sent = 0
    for (const at of foreignAddresses(world))
      for (const person of [stranger, null]) sent += await trial(person, at)
    return sent
  }
  return {
    async control() {
      for (const path of ['/incidents', '/api/v1/incidents', `/api/v1/incidents/${angsana.incident}`]) {
        const { status, text } = await ask(world, admin, { target: `${path}?scope=${angsana.scope}` })
        assert.ok(status === 200 && text.includes(angsana.marker), `${path}: ${status}`)
      }
    },
    async headers() {
      const sent = await everywhere(
        async (person, [path, query]) => await tryHeaders(world, person, `${path}?${query}`),
      )
      return `bar tests 10 and 11 over HTTP: ${HEADER_TRICKS.length} headers, ${sent} requests: 0 opened, the proxy left out 0 times`
    },
    async paths() {
      const sent = await everywhere(async (person, at) => await tryPaths(world, person, at))
      return `bar test 11 over HTTP: ${PATH_TRICKS.length} spellings of 4 addresses, ${sent} requests: 0 opened`
    },
    async methods() {
      return `bar test 11 over HTTP: methods: ${await tryMethods(world)} requests, nothing changed`
    },
    async origins() {
      const earlier = await readState(world)
      const changes = changesOf(world)
      let sent = 0
      for (const change of changes) sent += await tryOrigins(world, change)
      assert.deepEqual(await readState(world), earlier)
      return `bar test 12 over HTTP: ${changes.length} changing routes × ${sendersOf(world.url).length} origins and forms, ${sent} requests: nothing changed`
    },
  }
}
