// Bar tests 24 and 46 on a whole installation: a secret of every kind is made and used, rightly and wrongly, and pushed into
// the fields of routes. Then everything that the installation keeps and says is searched for it.
import assert from 'node:assert/strict'
import { globSync, readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout } from 'node:timers/promises'
import { after, before, describe, test, type TestContext } from 'node:test'
import { z } from 'zod'
import { rolePassword } from '#lib/infra/cluster/role-password.ts'
import { withClient } from '#lib/infra/cluster/with-client.ts'
import { fieldsOf, nameOf, withField, type Field } from '#testing/isolation/hostile-fields.ts'
import { ROUTE_CASES } from '#testing/isolation/route-cases.ts'
import { findRoutes } from '#testing/isolation/routes-on-disk.ts'
import type { Mailbox } from '#testing/mailbox.ts'
import type { Installation } from '#testing/processes.ts'
import { openWebhookReceiver, type WebhookReceiver } from '#testing/webhook-receiver.ts'
import type { Inhabited } from './support/inhabited.ts'
import { PASSWORD, Person } from './support/person.ts'
import { ADMIN } from './support/set-up.ts'
import { readMetrics } from './support/read-metrics.ts'
import { writeOnce } from './support/remote-write.ts'

const WRONG = 'planted wrong pass phrase 8'
const CLIENT_SECRET = 'planted-client-secret-9KzQ4w'
const NOWHERE = '00000000-0000-7000-8000-000000000000'

let installation: Installation
let mailbox: Mailbox
let receiver: WebhookReceiver
let admin: Person
let tenant: string
/** Everything that must not be found, by what it is. */
const secrets = new Map<string, string>()
/** What was pushed into fields of routes: the text, and where it was sent. */
const pushed = new Map<string, string>()

function plant(what: string, secret: string | null | undefined): string {
  assert.ok(typeof secret === 'string' && secret.length >= 8, what)
  secrets.set(what, secret)
  return secret
}

const credentialOf = z.object({ credential: z.string() })
const secretOf = z.object({ secret: z.string() })

async function plantAll(at: Inhabited): Promise<void> {
  ;({ installation, mailbox, admin } = at)
  receiver = await openWebhookReceiver()
  plant('password', PASSWORD)
  const own = z.object({ id: z.string() })
  const make = async (path: string, body: unknown): Promise<string> =>
    (await admin.must(own, 'POST', path, { scope: 'operator', body })).id
  const platform = await make('/api/v1/platforms', { name: 'Planted' })
  tenant = `tenant:${await make('/api/v1/tenants', { platformId: platform, name: 'Merbau' })}`
  await plantFactors(at.codes)
  await plantCredentials()
  await plantLinks()
}

function plantCookies(of: string, person: Person): void {
  for (const { name, value } of person.cookies())
    if (name.includes('session')) plant(`session cookie ${name} of ${of}`, value)
}

async function plantFactors(codes: readonly string[]): Promise<void> {
  plant('factor secret', admin.factorSecret())
  codes.forEach((code, at) => plant(`recovery code ${at}`, code))
  plantCookies('the admin', admin)
  await admin.must(z.unknown(), 'POST', '/api/v1/me/step-up', { body: { code: admin.spareCode() } })
  plantCookies('the admin who stepped up', admin)
  const stranger = new Person(installation.url)
  await assert.rejects(stranger.signIn(ADMIN, plant('wrong password', WRONG)))
  await assert.rejects(stranger.signIn(plant('password in the wrong field', 'planted-misplaced-pass'), 'x'))
}

async function plantCredentials(): Promise<void> {
  const made = async (path: string, body: unknown): Promise<string> =>
    (await admin.must(credentialOf, 'POST', path, { scope: tenant, body })).credential
  const key = plant(
    'API key',
    await made('/api/v1/api-keys', { permissions: ['metrics:query', 'incident:read'] }),
  )
  const source = plant('source credential', await made('/api/v1/sources', {}))
  const scim = plant('SCIM token', await made('/api/v1/scim-tokens', { name: 'directory' }))
  const bearer = async (path: string, credential: string): Promise<void> => {
    await fetch(`${installation.url}${path}`, { headers: { authorization: `Bearer ${credential}` } })
  }
  for (const credential of [key, source, scim, `${key.slice(0, -1)}#`]) {
    await bearer(`/api/v1/incidents?scope=${tenant}`, credential)
    await bearer('/api/scim/v2/Users', credential)
  }
  const sample = { metric: 'planted', labels: { job: 'planted' }, at: Date.now(), value: 1 }
  const url = `${installation.engineUrl}/api/v1/write`
  for (const credential of [source, key, scim]) await writeOnce({ url, credential }, [sample])
  const allow = { cidr: '127.0.0.1/32', port: receiver.port, reason: 'a receiver on this machine' }
  await admin.must(z.unknown(), 'POST', '/api/v1/outgoing-allow', { scope: 'operator', body: allow })
  const hook = { kind: 'webhook', target: receiver.url }
  const channel = await admin.must(secretOf, 'POST', '/api/v1/me/channels', { body: hook })
  plant('secret of a webhook', channel.secret)
  const witness = await admin.must(secretOf, 'POST', '/api/v1/audit/witnesses', {
    scope: 'operator',
    body: hook,
  })
  plant('secret of a witness', witness.secret)
  await receiver.waitFor(({ headers }) => headers['webhook-signature'] !== undefined)
  const provider = {
    kind: 'oidc',
    name: 'Acme',
    settings: { issuer: 'https://login.example.com', clientId: 'bailiwick' },
    clientSecret: plant('client secret', CLIENT_SECRET),
  }
  await admin.must(z.unknown(), 'POST', '/api/v1/identity-providers', { scope: tenant, body: provider })
}

async function plantLinks(): Promise<void> {
  const body = { email: 'guest@example.test', name: 'Gus Guest', role: 'tenant_viewer' }
  await admin.must(z.unknown(), 'POST', '/api/v1/invitations', { scope: tenant, body })
  const invited = await mailbox.waitFor(({ to }) => to === body.email)
  const token = plant('token of an invitation', /bw_inv_[\w.-]+/.exec(invited.mail.text ?? '')?.[0])
  const guest = new Person(installation.url)
  const password = plant('password of a guest', 'planted pass phrase of a guest 5')
  const accept = { token, name: 'Gus Guest', password }
  await guest.must(z.unknown(), 'POST', '/api/v1/invitations/accept', { body: accept })
  await guest.call('POST', '/api/v1/invitations/accept', { body: accept })
  await guest.signIn(body.email, password)
  plantCookies('a guest without a second factor', guest)
  await admin.must(z.unknown(), 'POST', '/api/v1/me/email', { body: { email: 'ada.new@example.test' } })
  const asked = await mailbox.waitFor(({ to }) => to === 'ada.new@example.test')
  plant('token of a new address', /bw_eml_[\w.-]+/.exec(asked.mail.text ?? '')?.[0])
}

const ownSecret = (): string => readFileSync(join(installation.dataDirectory, 'secret'), 'utf8').trim()

function backupUrl(): string {
  const { dataDirectory } = installation
  const [file = ''] = globSync('**/postmaster.pid', { cwd: dataDirectory })
  const port = readFileSync(join(dataDirectory, file), 'utf8').split('\n')[3]?.trim() ?? ''
  return `postgres://backup:${rolePassword(ownSecret(), 'backup')}@127.0.0.1:${port}/bailiwick`
}

/** Every row of every table as text, as a dump holds it; bytes appear in hexadecimal. */
async function readTables(): Promise<ReadonlyMap<string, readonly string[]>> {
  return await withClient(backupUrl(), async (client) => {
    const { rows: tables } = await client.query<{ name: string }>(
      `select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema') order by 1`,
    )
    const found = new Map<string, readonly string[]>()
    for (const { name } of tables) {
      const { rows } = await client.query<{ row: string }>(`select t::text as row from ${name} t`)
      found.set(
        name,
        rows.map(({ row }) => row),
      )
    }
    return found
  })
}

/** A secret as it stands, in hexadecimal, and in base 64 without its last characters, which depend on what follows. */
function formsOf(secret: string): string[] {
  const bytes = Buffer.from(secret)
  return [secret, bytes.toString('hex'), bytes.toString('base64').replace(/=+$/, '').slice(0, -2)]
}

/** The places in which one of the secrets stands. */
function hits(places: Iterable<readonly [where: string, text: string]>): string[] {
  const wanted = [...secrets].flatMap(([what, secret]) => formsOf(secret).map((form) => ({ what, form })))
  return [...places].flatMap(([where, text]) =>
    wanted.filter(({ form }) => text.includes(form)).map(({ what }) => `${what} in ${where}`),
  )
}

/** Bar 24: what the database keeps and the processes say. */
async function searchRows(t: TestContext): Promise<void> {
  const tables = await readTables()
  const lines = installation.program.lines()
  const metrics = await readMetrics(installation)
  const rows = [...tables.values()].reduce((sum, one) => sum + one.length, 0)
  // The search looks at something: what is no secret is found by the same means.
  assert.ok(tables.get('public.member')?.some((row) => row.includes('guest@example.test')))
  for (const part of ['web', 'engine', 'jobs', 'watcher'])
    assert.ok(
      lines.some((line) => line.startsWith(part)),
      part,
    )
  assert.match(metrics, /^bailiwick_/m)
  const places = [
    ...[...tables].map(([name, found]) => [name, found.join('\n')] as const),
    ['the logs', lines.join('\n')] as const,
    ['the metrics', metrics] as const,
  ]
  assert.deepEqual(hits(places), [])
  t.diagnostic(
    `${secrets.size} secrets in 3 forms, searched in ${tables.size} tables (${rows} rows), ${lines.length} log lines and ${metrics.split('\n').length} lines of metrics: 0 found`,
  )
}

/** Bar 24: what lies on the disk. */
async function searchFiles(t: TestContext): Promise<void> {
  const { dataDirectory } = installation
  const files = globSync('**/*', { cwd: dataDirectory, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  let bytes = 0
  const found: string[] = []
  for (const { parentPath, name } of files) {
    // Postgres takes files away meanwhile, e.g. its list of what to load first.
    const content = await readFile(join(parentPath, name)).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return Buffer.alloc(0)
      throw error
    })
    bytes += content.length
    for (const [what, secret] of secrets) if (content.includes(secret)) found.push(`${what} in ${name}`)
  }
  assert.deepEqual(found, [])
  assert.ok(files.length > 500)
  t.diagnostic(`${files.length} files, ${bytes} bytes: 0 found`)
}

/** A new text to look for: every other one looks like a credential, the others like nothing that anybody would blank. */
function pushedText(where: string): string {
  const text = `${pushed.size % 2 === 0 ? 'bw_live_' : ''}planted${pushed.size}x0123456789abcdefghijkl`
  pushed.set(text, where)
  return text
}

/** What a route is asked rightly, but for the ids of objects. */
function bodyOf(name: string): Readonly<Record<string, unknown>> {
  const { body = {} } = ROUTE_CASES[name] ?? {}
  return typeof body === 'function' ? body(tenant) : body
}

/** How many texts were taken, and went on from there. */
let taken = 0
const answered: Record<number, number> = {}

/** Sends a planted text in one field of a route, beside what else it wants. */
async function push(
  route: Awaited<ReturnType<typeof findRoutes>>[number],
  part: 'query' | 'body',
  field: Field,
) {
  const text = pushedText(`${route.name} ${nameOf(field)}`)
  const path = route.path.replaceAll(/\{\w+\}/g, NOWHERE)
  const query = part === 'query' ? `&${nameOf(field)}=${text}` : ''
  const body =
    part === 'body' ? { body: JSON.stringify(withField(bodyOf(route.name), field.path, text)) } : {}
  const { status } = await admin.fetch(`${path}?scope=${tenant}${query}`, {
    method: route.method,
    headers: { 'content-type': 'application/json' },
    ...(route.method === 'GET' ? {} : body),
  })
  assert.ok(status < 500, `${route.name} ${nameOf(field)}: ${status}`)
  answered[status] = (answered[status] ?? 0) + 1
  if (status < 300) taken += 1
}

/** Bar 46: pushes texts into the fields of one route in so many, and searches for them. */
async function pushInto(t: TestContext, oneIn: number): Promise<void> {
  // The own session is still needed.
  const all = (await findRoutes()).filter(({ path }) => !/sessions|sign-out|me\/factor/.test(path))
  const routes = all.filter((_, at) => at % oneIn === 0)
  for (const route of routes) {
    for (const field of fieldsOf(route.declaration.query)) await push(route, 'query', field)
    for (const field of fieldsOf(route.declaration.body)) await push(route, 'body', field)
  }
  for (const path of ['/sign-in?error=', '/?scope=', '/audit?scope=operator&text=', '/no/such/page?x=']) {
    await admin.fetch(`${path}${pushedText(path)}`)
  }
  // What was taken goes through the queues: mails, deliveries, heads of chains.
  await setTimeout(5000)
  const tables = await readTables()
  const jobs = [...tables].filter(([name]) => name === 'public.outbox' || /bullmq|queue/.test(name))
  assert.ok(jobs.length > 0)
  const said: readonly (readonly [string, string])[] = [
    ...installation.program.lines().map((line) => ['the logs', line] as const),
    ['the metrics', await readMetrics(installation)],
    ...jobs.flatMap(([name, rows]) => rows.map((row) => [name, row] as const)),
  ]
  const found = said.flatMap(([place, line]) =>
    [...pushed].flatMap(([text, where]) => (line.includes(text) ? [`${where} in ${place}: ${line}`] : [])),
  )
  assert.deepEqual(found, [])
  assert.deepEqual(hits(said), [])
  assert.ok(pushed.size > 100 / oneIn && taken > 20 / oneIn, JSON.stringify(answered))
  t.diagnostic(
    `${pushed.size} texts in the fields of ${routes.length} of ${all.length} routes, ${taken} of them taken, and ${jobs.length} tables of jobs: 0 found`,
  )
}

/** What the installation says as much as it can with: what is searched for would stand there first. */
export const TALKATIVE = { LOG_LEVEL: 'debug' }

/** Declares the tests on an installation that is `TALKATIVE`; texts are pushed into the fields of one route in `oneIn`. */
export function runPlantedSecrets(place: () => Inhabited, { oneIn }: { readonly oneIn: number }): void {
  describe('planted secrets', () => {
    before(async () => await plantAll(place()))
    after(async () => await receiver.close())

    test('bar 24: no secret stands in any table, log line or metrics page', searchRows)
    test(
      'bar 24: nor in a file of the database or of the logs, where what was deleted still lies',
      searchFiles,
    )
    test('bar 46: what is pushed into any field of any route is in no log line, metrics page or job', async (t) =>
      await pushInto(t, oneIn))
  })
}
