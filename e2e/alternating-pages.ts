import assert from 'node:assert/strict'
import { before, describe, test } from 'node:test'
import { z } from 'zod'
import { SURFACES } from '#lib/modules/canaries/domain/surfaces.ts'
import { idOf } from './support/id-of.ts'
import { joinAs, type Inhabited } from './support/inhabited.ts'
import { Person } from './support/person.ts'
import { readMetrics } from './support/read-metrics.ts'
import { writeOnce } from './support/remote-write.ts'

/** A tenant of this test. Its marker is in everything that was ever written into it. */
interface Side {
  readonly marker: string
  readonly tenant: string
  readonly scope: string
  /** Everything that says whose an answer is: the marker and the ids. */
  readonly traces: readonly string[]
  readonly ids: Readonly<Record<string, string>>
  readonly reader: Person
}

const id = z.object({ id: z.string() })
/** Pages of whoever is signed in; those of visitors lead a member on. Requests are for four eyes: neither tenant has one. */
const pages = SURFACES.filter(
  ({ kind, path, readers }) =>
    kind === 'page' && readers.includes('a') && !readers.includes('visitor') && !path.includes('{requestId}'),
)

/** A tenant with an admin, a service that sends, an open incident, a rule that fires and a role review of its own. */
async function openSide(at: Inhabited, platform: string, marker: string): Promise<Side> {
  const made = await at.admin.must(id, 'POST', '/api/v1/tenants', {
    scope: 'operator',
    body: { platformId: platform, name: marker },
  })
  const scope = `tenant:${made.id}`
  const { credential } = await at.admin.must(
    z.object({ credential: z.string() }),
    'POST',
    '/api/v1/sources',
    {
      scope,
      body: { name: marker },
    },
  )
  const write = { url: `${at.installation.engineUrl}/api/v1/write`, credential }
  const sample = { metric: 'up', labels: { job: marker, instance: marker }, at: Date.now(), value: 1 }
  await at.admin.must(z.unknown(), 'POST', '/api/v1/rules', {
    scope,
    body: {
      name: marker,
      expr: `up{job="${marker}"} > 0`,
      forSeconds: 0,
      severity: 'P2',
      summary: marker,
    },
  })
  assert.equal((await writeOnce(write, [sample])).status, 204)
  const incident = await at.admin.must(id, 'POST', '/api/v1/incidents', { scope, body: { title: marker } })
  const reader = await joinAs(at, {
    email: `${marker}@example.test`,
    name: marker,
    role: 'tenant_admin',
    scope,
  })
  const service = await idOf(reader, 'services', { scope })
  const { id: member } = await reader.must(id, 'GET', '/api/v1/me')
  const ids = { incidentId: incident.id, serviceId: service }
  const traces = [marker, made.id, incident.id, service, member]
  return { marker, tenant: made.id, scope, traces, ids, reader }
}

const addressOf = (path: string, { ids, scope }: Side): string =>
  `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => ids[name] ?? '')}?scope=${scope}`

const foreignIn = (text: string, other: Side): string | undefined =>
  other.traces.find((trace) => text.includes(trace))

/** Asserts that mails, logs and metrics keep the two apart, and counts what was searched. */
async function searchWhatIsKept(
  at: Inhabited,
  sides: readonly [Side, Side],
): Promise<Readonly<Record<string, number>>> {
  const [a, b] = sides
  const counts = { mails: 0, logLines: 0, metricBytes: 0 }
  for (const [own, other] of [
    [a, b],
    [b, a],
  ] as const) {
    const email = `${own.marker}@example.test`
    const visitor = new Person(at.installation.url)
    await visitor.must(z.unknown(), 'POST', '/api/v1/sign-in/link/ask', { body: { email } })
    await at.mailbox.waitFor(({ to, mail }) => to === email && (mail.text ?? '').includes('bw_lnk_'))
    for (const { mail } of at.mailbox.received.filter(({ to }) => to === email)) {
      assert.equal(foreignIn(JSON.stringify(mail), other), undefined, `a mail to ${email}`)
      counts.mails += 1
    }
  }
  const lines = at.installation.program.lines()
  counts.logLines = lines.length
  const both = lines.filter((line) => sides.every((side) => foreignIn(line, side) !== undefined))
  assert.deepEqual(both, [], 'a line of the log is about both tenants')
  const named = lines.filter((line) => sides.some(({ marker }) => line.includes(marker)))
  assert.deepEqual(named, [], 'a line of the log holds what a tenant wrote')
  const metrics = await readMetrics(at.installation)
  counts.metricBytes = metrics.length
  assert.equal(foreignIn(metrics, a) ?? foreignIn(metrics, b), undefined, 'the metrics name a tenant')
  return counts
}

/** More than one network may ask for in a minute. */
export const WITHOUT_LIMIT = { RATE_READING_PER_MINUTE: '1000000' }

let sides: readonly [Side, Side]
const counts = { pages: pages.length, requests: 0, own: 0 }

async function openSides(at: Inhabited): Promise<void> {
  const platform = await at.admin.must(id, 'POST', '/api/v1/platforms', {
    scope: 'operator',
    body: { name: 'Alternating' },
  })
  sides = [await openSide(at, platform.id, 'merbau-q7x'), await openSide(at, platform.id, 'angsana-k3v')]
}

async function openAs(path: string, own: Side, other: Side, form: Record<string, string>): Promise<void> {
  // Next.js sends whoever asks for data on to an address of its own for them.
  const response = await own.reader.fetch(addressOf(path, own), { headers: form, redirect: 'follow' })
  assert.equal(new URL(response.url).pathname, new URL(addressOf(path, own), response.url).pathname)
  const text = `${JSON.stringify([...response.headers])}\n${await response.text()}`
  assert.equal(response.status, 200, `${path}: ${response.status} for ${own.marker}`)
  assert.equal(foreignIn(text, other), undefined, `${path} shows ${own.marker} something of ${other.marker}`)
  counts.requests += 1
  if (text.includes(own.marker)) counts.own += 1
}

async function openInTurn(rounds: number): Promise<void> {
  const [a, b] = sides
  // As a person asks for a page: without that the session would end for lack of use before the last round.
  const asked = { 'sec-fetch-user': '?1' }
  const forms: Record<string, string>[] = [
    { ...asked, accept: 'text/html' },
    { ...asked, rsc: '1' },
  ]
  for (const { path } of pages) {
    for (let round = 0; round < rounds; round += 1) {
      for (const form of forms) {
        await openAs(path, a, b, form)
        await Promise.all([openAs(path, b, a, form), openAs(path, a, b, form)])
        await openAs(path, b, a, form)
      }
    }
  }
  assert.ok(counts.own > counts.requests / 2, JSON.stringify(counts))
}

/**
 * Declares bar test 7 for pages, mails, logs and metrics: two tenants open every page in turn and both at once, as a document
 * and as the data that a link asks for, `rounds` times each. What one process keeps of the one is never shown to the other.
 */
export function runAlternatingPages(place: () => Inhabited, rounds: number): void {
  describe('two tenants in turn', () => {
    before(async () => await openSides(place()))

    test(`every page, ${rounds} rounds`, async () => await openInTurn(rounds))

    test('mails, logs and metrics', async (t) => {
      const kept = await searchWhatIsKept(place(), sides)
      t.diagnostic(`bar test 7: ${JSON.stringify({ ...counts, ...kept, foreign: 0 })}`)
    })
  })
}
