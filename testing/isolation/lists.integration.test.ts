// The lists that go on behind a row of theirs, on real Postgres: every order without gap or repeat, no place of somebody
// else, words that are no pattern, and exports that hold what the filter leaves and leave an entry.
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { platformId, tenantId } from '#lib/core/ids.ts'
import { operatorScope, type Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Download } from '#lib/infra/http/download.ts'
import { newId } from '#lib/infra/db/index.ts'
import {
  exportApiKeys,
  exportMembers,
  exportSources,
  listApiKeys,
  listMembers,
  listSources,
} from '#lib/modules/access/index.ts'
import { KEY_SORTS } from '#lib/modules/access/domain/key-order.ts'
import { MEMBER_SORTS } from '#lib/modules/access/domain/member-sorts.ts'
import { SOURCE_SORTS } from '#lib/modules/access/domain/source-order.ts'
import { createRule, exportRules, listRules } from '#lib/modules/alerting/index.ts'
import { RULE_SORTS } from '#lib/modules/alerting/domain/rule-order.ts'
import { exportRequests, listRequests } from '#lib/modules/approvals/index.ts'
import { REQUEST_SORTS } from '#lib/modules/approvals/domain/request-order.ts'
import { listAudit } from '#lib/modules/audit/index.ts'
import {
  createPlatform,
  createTenant,
  exportServices,
  exportTenants,
  listServices,
  listTenants,
} from '#lib/modules/tenancy/index.ts'
import { SERVICE_SORTS } from '#lib/modules/tenancy/domain/service-order.ts'
import { TENANT_SORTS } from '#lib/modules/tenancy/domain/tenant-order.ts'
import { openTestWorld, type TestWorld } from '../contexts.ts'
import { addMember } from './owned-set.ts'

type Place = Extract<Scope, { kind: 'platform' }>

let world: TestWorld
let own: Place
let other: Place
/** Any member: whoever asked for something does not have to be there any more. */
let requester = ''

const STATES = ['healthy', 'down', 'degraded', 'unknown', 'healthy'] as const
const NAMES = ['=1+1', 'disk 10', 'Disk 9', 'web', 'mail']

interface Owner {
  readonly platformId: string
  readonly tenantId: string | null
}

const addService = async (
  scope: Place,
  owner: Owner,
  service: { name: string; state: (typeof STATES)[number] },
) =>
  await world.database.withScope(
    scope,
    async (tx) => await tx.service.create({ data: { ...owner, ...service }, select: { id: true } }),
  )

const addSource = async (scope: Place, owner: Owner, name: string, createdAt = new Date()) =>
  await world.database.withScope(scope, async (tx) => {
    const source = { name, hash: new Uint8Array(randomBytes(32)), hint: 'bw_src', createdAt }
    return await tx.source.create({ data: { ...owner, ...source }, select: { id: true } })
  })

const addKey = async (scope: Place, owner: Owner, name: string, createdAt = new Date()) =>
  await world.database.withScope(scope, async (tx) => {
    const key = { name, hash: new Uint8Array(randomBytes(32)), hint: 'live', permissions: [], createdAt }
    return await tx.apiKey.create({ data: { ...owner, ...key }, select: { id: true } })
  })

const addRequestAbout = async (scope: Place, owner: Owner, target: string, createdAt = new Date()) => {
  const requestedBy = requester
  await world.database.withScope(scope, async (tx) => {
    const said = { permission: 'tenant:erase', action: 'tenant.erase', input: '{}', reason: 'for the list' }
    const times = { createdAt, expiresAt: new Date(createdAt.getTime() + 86_400_000) }
    const request = { ...owner, ...said, ...times, target, requestedBy, requestedByName: 'whoever asks' }
    return await tx.approvalRequest.create({ data: request, select: { id: true } })
  })
}

/** A platform with five of everything, two of which are alike in what they are sorted by. */
async function addPlace(name: string): Promise<Place> {
  const { id } = await createPlatform(world.console(operatorScope), { name })
  const scope = { kind: 'platform', platformId: platformId(id) } as const
  for (const [at, text] of NAMES.entries()) {
    const ctx = world.console(scope)
    const tenant = await createTenant(ctx, { platformId: id, name: `${text} of ${name}` })
    await createRule(ctx, {
      name: `${text} of ${name}`,
      expr: 'up == 0',
      severity: at < 2 ? 'P1' : 'P2',
      summary: 'down',
      forSeconds: at * 10,
    })
    ;({ memberId: requester } = await addMember(world, scope, 'viewer', `${text} of ${name}`))
    const owner = { platformId: id, tenantId: at < 3 ? null : tenantId(tenant.id) }
    await addService(scope, owner, { name: `${text} of ${name}`, state: STATES[at] ?? 'unknown' })
    const createdAt = new Date(1_700_000_000_000 + Math.min(at, 3) * 1000)
    await addSource(scope, owner, `${text} of ${name}`, createdAt)
    await addKey(scope, owner, `${text} of ${name}`, createdAt)
    await addRequestAbout(scope, owner, `${text} of ${name}`, createdAt)
  }
  return scope
}

before(async () => {
  world = await openTestWorld(5)
  own = await addPlace('Own')
  other = await addPlace('Other')
})
after(async () => await world.close())

interface Page {
  readonly rows: readonly { readonly id: string; readonly name: string }[]
  readonly next: string | null
  readonly total: number
}

interface Asked {
  readonly sort?: string
  readonly text?: string
  readonly after?: string
  readonly limit?: number
}

interface List {
  /** Puts one more row there. */
  readonly add: (name: string) => Promise<unknown>
  readonly sorts: readonly string[]
  readonly page: (ctx: RequestContext, asked: Asked) => Promise<Page>
  readonly file: (ctx: RequestContext, asked: { text?: string; format?: 'csv' | 'json' }) => Promise<Download>
  readonly action: string
  /** What the name of a row is called in the answer. */
  readonly nameField?: string
}

/** The order of a list by its name, which the input of the verb checks. */
const sortOf = <Sort extends string>(sorts: readonly Sort[], { sort, ...asked }: Asked) => {
  const found = sorts.find((each) => each === sort)
  return found === undefined ? asked : { ...asked, sort: found }
}

const LISTS: Readonly<Record<string, List>> = {
  members: {
    add: async (name) => await addMember(world, own, 'viewer', name),
    sorts: MEMBER_SORTS,
    page: async (ctx, asked) => {
      const { members, ...page } = await listMembers(ctx, sortOf(MEMBER_SORTS, asked))
      return { ...page, rows: members }
    },
    file: exportMembers,
    action: 'member.export',
  },
  keys: {
    add: async (name) => await addKey(own, { platformId: own.platformId, tenantId: null }, name),
    sorts: KEY_SORTS,
    page: async (ctx, asked) => {
      const { keys, ...page } = await listApiKeys(ctx, sortOf(KEY_SORTS, asked))
      return { ...page, rows: keys }
    },
    file: exportApiKeys,
    action: 'apikey.export',
  },
  sources: {
    add: async (name) => await addSource(own, { platformId: own.platformId, tenantId: null }, name),
    sorts: SOURCE_SORTS,
    page: async (ctx, asked) => {
      const { sources, ...page } = await listSources(ctx, sortOf(SOURCE_SORTS, asked))
      return { ...page, rows: sources }
    },
    file: exportSources,
    action: 'source.export',
  },
  services: {
    add: async (name) =>
      await addService(own, { platformId: own.platformId, tenantId: null }, { name, state: 'degraded' }),
    sorts: SERVICE_SORTS,
    page: async (ctx, asked) => {
      const { services, ...page } = await listServices(ctx, sortOf(SERVICE_SORTS, asked))
      return { ...page, rows: services }
    },
    file: exportServices,
    action: 'service.export',
  },
  tenants: {
    add: async (name) => await createTenant(world.console(own), { platformId: own.platformId, name }),
    sorts: TENANT_SORTS,
    page: async (ctx, asked) => {
      const { tenants, ...page } = await listTenants(ctx, sortOf(TENANT_SORTS, asked))
      return { ...page, rows: tenants }
    },
    file: exportTenants,
    action: 'tenant.export-list',
  },
  requests: {
    add: async (name) => await addRequestAbout(own, { platformId: own.platformId, tenantId: null }, name),
    sorts: REQUEST_SORTS,
    page: async (ctx, asked) => {
      const { requests, ...page } = await listRequests(ctx, sortOf(REQUEST_SORTS, asked))
      return { ...page, rows: requests.map((request) => ({ ...request, name: request.target })) }
    },
    file: exportRequests,
    action: 'approval.export',
    nameField: 'target',
  },
  rules: {
    add: async (name) =>
      await createRule(world.console(own), { name, expr: 'up == 0', severity: 'P1', summary: 'down' }),
    sorts: RULE_SORTS,
    page: async (ctx, asked) => {
      const { rules, ...page } = await listRules(ctx, sortOf(RULE_SORTS, asked))
      return { ...page, rows: rules }
    },
    file: exportRules,
    action: 'rule.export',
  },
}

const textOf = async (file: Promise<Download>): Promise<string> => {
  let text = ''
  for await (const piece of (await file).pieces) text += piece
  return text
}

/** What holds for a list of five in each of two platforms. */
function prove(name: string, { add, sorts, page, file, action, nameField = 'name' }: List): void {
  test(`${name}: every order is read page by page without gap or repeat, as it is read whole`, async () => {
    for (const sort of sorts) {
      const ctx = world.console(own)
      const whole = await page(ctx, { sort, limit: 200 })
      const seen: string[] = []
      let place: string | null = null
      do {
        const part = await page(ctx, { sort, limit: 2, ...(place === null ? {} : { after: place }) })
        assert.equal(part.total, whole.total, sort)
        seen.push(...part.rows.map(({ id }) => id))
        place = part.next
      } while (place !== null)
      assert.ok(seen.length >= 5, sort)
      assert.deepEqual(
        seen,
        whole.rows.map(({ id }) => id),
        sort,
      )
    }
    const [up, down] = [await page(world.console(own), { sort: 'name', limit: 200 }), '-name'] as const
    const back = await page(world.console(own), { sort: down, limit: 200 })
    assert.equal(back.rows[0]?.name, up.rows.at(-1)?.name)
  })

  test(`${name}: a row that comes between two pages makes none of the others stand twice or nowhere`, async () => {
    const ctx = world.console(own)
    for (const [at, sort] of sorts.entries()) {
      const there = (await page(ctx, { sort, limit: 200 })).rows.map(({ id }) => id)
      const first = await page(ctx, { sort, limit: 2 })
      assert.ok(first.next !== null)
      // Some of them before the place and some behind it.
      await add(`${at % 2 === 0 ? 'a' : 'z'} between ${at}`)
      const rest = await page(ctx, { sort, limit: 200, after: first.next })
      assert.equal(rest.total, there.length + 1, sort)
      const seen = [...first.rows, ...rest.rows].map(({ id }) => id)
      assert.deepEqual(
        seen.filter((id) => there.includes(id)),
        there,
        sort,
      )
    }
  })

  test(`${name}: the place of somebody else is refused like one that there never was`, async () => {
    const foreign = (await page(world.console(other), { limit: 1 })).rows[0]?.id
    assert.ok(foreign !== undefined)
    for (const place of [foreign, newId()])
      await assert.rejects(page(world.console(own), { after: place, limit: 2 }), /after/)
  })

  test(`${name}: a place that the filter does not leave any more is refused, and nothing behind it is left out`, async () => {
    const ctx = world.console(own)
    const outside = (await page(ctx, { text: 'mail' })).rows[0]?.id
    assert.ok(outside !== undefined)
    await assert.rejects(page(ctx, { text: 'disk', after: outside, limit: 2 }), /after/)
    const [first, second] = (await page(ctx, { text: 'disk' })).rows
    assert.ok(first !== undefined)
    const behind = await page(ctx, { text: 'disk', after: first.id, limit: 2 })
    assert.deepEqual(
      behind.rows.map(({ id }) => id),
      [second?.id],
    )
  })

  test(`${name}: words are looked for as they are, in any case`, async () => {
    const found = async (text: string) =>
      (await page(world.console(own), { text })).rows.map((row) => row.name)
    assert.deepEqual((await found('DISK')).toSorted(), ['Disk 9 of Own', 'disk 10 of Own'])
    for (const text of ['%', '_', 'Other', `'; drop table member; --`])
      assert.deepEqual(await found(text), [])
    await assert.rejects(page(world.console(own), { text: 'x'.repeat(101) }), /text/)
    await assert.rejects(page(world.console(own), { text: 'a\u0000b' }), /text/)
  })

  test(`${name}: an export holds what the filter leaves, runs no formula, and leaves an entry`, async () => {
    const ctx = world.console(own)
    const csv = await textOf(file(ctx, { text: 'of own' }))
    assert.equal(csv.split('\r\n').length, 1 + 5 + 1)
    assert.match(csv, /,'=1\+1 of Own,/)
    assert.ok(!csv.includes('of Other'))
    const json = await textOf(file(ctx, { text: 'disk', format: 'json' }))
    assert.equal(json.match(new RegExp(`"${nameField}":"disk`, 'gi'))?.length, 2)
    assert.equal((await listAudit(ctx, { action })).entries.length, 2)
    // The canary job reads exports too, and writes nothing.
    await textOf(file({ ...ctx, readOnly: true }, { text: 'disk' }))
    assert.equal((await listAudit(ctx, { action })).entries.length, 2)
  })
}

for (const [name, list] of Object.entries(LISTS)) prove(name, list)
