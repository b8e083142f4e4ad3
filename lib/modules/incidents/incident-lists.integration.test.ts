// Lists of incidents on real Postgres: every order without gap or repeat, acts on several at once, and exports.
import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { manualClock } from '#lib/core/clock.ts'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import { createPlatform, createTenant } from '#lib/modules/tenancy/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { INCIDENT_SORTS } from './domain/incident-order.ts'
import {
  acknowledgeIncident,
  actOnIncidents,
  exportIncidents,
  getIncident,
  listIncidents,
  openIncident,
  resolveIncident,
} from './index.ts'
import type { ExportIncidentsInput, IncidentView, ListIncidentsInput } from './schemas.ts'

let world: TestWorld
let tenant: Extract<Scope, { kind: 'tenant' }>
let other: Extract<Scope, { kind: 'tenant' }>
const clock = manualClock(new Date('2026-11-20T06:00:00Z'))
const as = (scope: Scope) => world.console(scope, clock)

before(async () => {
  world = await openTestWorld(5)
  const ctx = as(operatorScope)
  const row = await createPlatform(ctx, { name: 'P' })
  const make = async (name: string) => {
    const { id } = await createTenant(ctx, { platformId: row.id, name })
    return { kind: 'tenant', platformId: platformId(row.id), tenantId: tenantId(id) } as const
  }
  tenant = await make('A')
  other = await make('B')
  // Twelve: every severity in every state, two of them opened at the same moment.
  for (const severity of ['P3', 'P0', 'P2', 'P1'] as const) {
    for (const end of ['open', 'acknowledged', 'resolved'] as const) {
      const { id } = await openIncident(as(tenant), { title: `${end} disk of ${severity}`, severity })
      if (end === 'acknowledged') await acknowledgeIncident(as(tenant), { incidentId: id })
      if (end === 'resolved') await resolveIncident(as(tenant), { incidentId: id })
      if (end !== 'open') clock.advance(1000)
    }
  }
})
after(async () => await world.close())

const readAll = async (input: ListIncidentsInput): Promise<IncidentView[]> => {
  const seen: IncidentView[] = []
  let cursor: string | undefined
  do {
    const page = await listIncidents(as(tenant), {
      ...input,
      limit: 5,
      ...(cursor === undefined ? {} : { before: cursor }),
    })
    assert.equal(page.total, 12)
    seen.push(...page.incidents)
    cursor = page.next ?? undefined
  } while (cursor !== undefined)
  return seen
}

test('every order is read page by page without gap or repeat, and is the order that it says', async () => {
  const values = {
    opened: ({ openedAt }: IncidentView) => openedAt,
    severity: ({ severity }: IncidentView) => severity,
    state: ({ state }: IncidentView) => ['open', 'acknowledged', 'resolved'].indexOf(state).toString(),
    worst: ({ resolvedAt, severity }: IncidentView) => (resolvedAt === null ? severity : 'P9'),
  }
  for (const sort of INCIDENT_SORTS) {
    const seen = await readAll({ state: 'all', sort })
    assert.equal(new Set(seen.map(({ id }) => id)).size, 12, sort)
    const name = sort.startsWith('-') ? sort.slice(1) : sort
    assert.ok(name === 'opened' || name === 'severity' || name === 'state' || name === 'worst')
    const read = seen.map(values[name])
    const sorted = read.toSorted()
    assert.deepEqual(read, sort.startsWith('-') ? sorted.toReversed() : sorted, sort)
  }
})

test('the place of one order is refused in another, and names its field', async () => {
  const { next } = await listIncidents(as(tenant), { state: 'all', sort: 'severity', limit: 2 })
  assert.ok(next !== null)
  await assert.rejects(
    listIncidents(as(tenant), { state: 'all', sort: 'opened', before: next }),
    /^DomainError: before/,
  )
})

test('a list is narrowed by words of the title or the beginning of a code, whatever they are made of', async () => {
  const found = async (text: string) => await listIncidents(as(tenant), { state: 'all', text })
  assert.equal((await found('DISK of p1')).incidents.length, 3)
  const [one] = (await found('disk')).incidents
  assert.ok(one !== undefined)
  assert.equal((await found(one.code.toLowerCase())).incidents[0]?.id, one.id)
  for (const text of ['%', '_', `'; drop table incident; --`, '<b>', '=1+1'])
    assert.deepEqual((await found(text)).incidents, [], text)
  await assert.rejects(found('x'.repeat(101)), /text/)
})

test('several are acted on at once: each has an answer and an audit entry of its own, a foreign one is like a missing one', async () => {
  const ctx = as(tenant)
  const open = await listIncidents(ctx, { state: 'all', sort: 'worst', limit: 200 })
  const ids = (state: string) => open.incidents.filter((one) => one.state === state).map(({ id }) => id)
  const foreign = await openIncident(as(other), { title: 'foreign' })
  const incidentIds = [...ids('open'), ...ids('acknowledged'), ...ids('resolved'), foreign.id, newId()]
  const { answers } = await actOnIncidents(ctx, { act: 'acknowledge', incidentIds })
  assert.deepEqual(
    answers.map(({ incidentId }) => incidentId),
    incidentIds,
  )
  assert.deepEqual(
    answers.map(({ outcome }) => outcome),
    incidentIds.map((_id, i) => (i < 4 ? 'done' : i < 8 ? 'same' : 'refused')),
  )
  assert.equal(answers.at(-1)?.why, answers.at(-2)?.why)
  assert.equal((await getIncident(as(other), { incidentId: foreign.id })).state, 'open')
  const { entries } = await listAudit(ctx, { action: 'incident.acknowledge', limit: 200 })
  for (const id of ids('open')) assert.equal(entries.filter(({ targetId }) => targetId === id).length, 1)
})

test('what cannot be an act on several is refused by its field, and nothing is done', async () => {
  const ctx = as(tenant)
  const [id = ''] = (await listIncidents(ctx, { state: 'open', limit: 1 })).incidents.map((one) => one.id)
  const refused = async (incidentIds: string[], field: RegExp) =>
    await assert.rejects(actOnIncidents(ctx, { act: 'resolve', incidentIds }), field)
  await refused([], /incidentIds/)
  await refused([id, id], /incidentIds/)
  await refused(['=1+1'], /incidentIds\.0/)
  await refused(
    Array.from({ length: 201 }, () => newId()),
    /incidentIds/,
  )
  assert.notEqual((await getIncident(ctx, { incidentId: id })).state, 'resolved')
})

test('somebody who may only look acts on nothing', async () => {
  const viewer = world.member(tenant, 'tenant_viewer', newId())
  const [one] = (await listIncidents(viewer, { state: 'open' })).incidents
  assert.ok(one !== undefined)
  await assert.rejects(actOnIncidents(viewer, { act: 'resolve', incidentIds: [one.id] }), {
    code: 'forbidden',
  })
})

const exported = async (scope: Scope, input: ExportIncidentsInput): Promise<string> => {
  let text = ''
  for await (const piece of (await exportIncidents(as(scope), input)).pieces) text += piece
  return text
}

test('an export holds what the filter leaves and the scope can see, runs no formula, and is audited', async () => {
  await openIncident(as(tenant), { title: '=HYPERLINK("http://evil.example")', severity: 'P0' })
  const csv = await exported(tenant, { state: 'all', severity: 'P0', sort: 'opened' })
  assert.equal(csv.split('\r\n').length, 1 + 4 + 1)
  assert.match(csv, /,"'=HYPERLINK/)
  assert.ok(!csv.includes('foreign'))
  const json: unknown = JSON.parse(await exported(other, { state: 'all', format: 'json' }))
  assert.deepEqual(JSON.stringify(json).match(/"title":"[^"]*"/g), ['"title":"foreign"'])
  const { entries } = await listAudit(as(tenant), { action: 'incident.export' })
  assert.equal(entries.length, 1)
  await assert.rejects(exportIncidents(as(tenant), { severity: 'P0', text: '' }), /text/)
})

test('a day leaves what was open on it, from the day of its opening to that of its end, in UTC', async () => {
  const own = manualClock(new Date('2026-10-01T23:30:00Z'))
  const at = (time: string) => {
    own.advance(Date.parse(time) - own.now().getTime())
    return world.console(other, own)
  }
  const { id: short } = await openIncident(at('2026-10-02T23:59:59Z'), { title: 'over midnight' })
  await resolveIncident(at('2026-10-03T00:00:00Z'), { incidentId: short })
  const { id: long } = await openIncident(at('2026-10-03T12:00:00Z'), { title: 'goes on' })
  const on = async (day: string) =>
    (await listIncidents(as(other), { state: 'all', day, sort: 'opened' })).incidents.map(({ id }) => id)
  assert.deepEqual(await on('2026-10-01'), [])
  assert.deepEqual(await on('2026-10-02'), [short])
  assert.deepEqual(await on('2026-10-03'), [short, long])
  assert.deepEqual(await on('2026-10-04'), [long])
  await assert.rejects(on('2026-10-32'), { code: 'invalid_input' })
})
