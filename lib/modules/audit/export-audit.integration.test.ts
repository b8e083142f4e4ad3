import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { isRecord } from '#lib/core/unsafe.ts'
import { DomainError } from '#lib/core/errors.ts'
import { newId } from '#lib/infra/db/index.ts'
import { exportAudit, listAudit, recordAudit } from './index.ts'
import type { ExportAuditInput, ListAuditInput } from './schemas.ts'
import { openChainWorld, type ChainWorld } from './testing/chain-world.ts'

let here: ChainWorld
before(async () => {
  here = await openChainWorld()
  const { world, tenant, other } = here
  for (let n = 0; n < 12; n += 1) await here.act(tenant, n)
  await here.act(other, 7)
  const ctx = { ...world.member(tenant, 'tenant_admin', newId()), ip: '192.0.2.7' }
  await ctx.db.tx(async (tx) => {
    await recordAudit(tx, ctx, {
      action: 'rule.update',
      target: { kind: 'rule', id: 'rule-1', name: '=HYPERLINK("http://evil.example")' },
      details: { before: { name: 'Löschen, "sofort"' }, after: { name: 'zwei\nZeilen' } },
    })
  })
})
after(async () => await here.close())

const list = async (input: ListAuditInput) => await listAudit(here.world.console(here.tenant), input)

test('each filter narrows the list, alone and together', async () => {
  const found: [ListAuditInput, number][] = [
    [{}, 13],
    [{ action: 'rule.' }, 1],
    [{ actor: 'TENANT_ADMIN' }, 1],
    [{ actor: 'test' }, 13],
    [{ targetKind: 'rule' }, 1],
    [{ targetId: '3' }, 1],
    [{ address: '192.0.2.7' }, 1],
    [{ address: '192.0.2' }, 0],
    [{ text: 'sofort' }, 1],
    [{ text: 'thing 1' }, 3],
    [{ text: 'thing 1', targetId: '10' }, 1],
    [{ requestId: newId() }, 0],
    [{ to: '2020-01-01T00:00:00Z' }, 0],
    [{ from: '2020-01-01T00:00:00Z' }, 13],
    [{ chain: `tenant:${here.other.tenantId}` }, 0],
  ]
  for (const [input, count] of found) {
    const { entries, nextCursor } = await list(input)
    assert.equal(entries.length, count, JSON.stringify(input))
    assert.equal(nextCursor, null)
  }
})

test('pages of every size give every entry once, in order, with and without a search', async () => {
  const all = (await list({})).entries.map(({ seq }) => seq)
  for (const limit of [1, 2, 5, 13])
    for (const filter of [{}, { text: 'test' }]) {
      const seen: string[] = []
      let cursor: string | null = ''
      while (cursor !== null) {
        const page = await list({ ...filter, limit, ...(cursor === '' ? {} : { cursor }) })
        assert.ok(page.entries.length <= limit)
        seen.push(...page.entries.map(({ seq }) => seq))
        cursor = page.nextCursor
      }
      assert.deepEqual(seen, all, `${limit}`)
    }
})

test('a CSV export runs no formula, and carries what the filter leaves', async () => {
  const text = await here.exported(here.tenant, { format: 'csv', action: 'rule.' })
  const [title, row, ...rest] = text.split('\r\n')
  assert.match(title ?? '', /^chain,seq,at,action,actor_kind,/)
  assert.ok(row?.includes(`"'=HYPERLINK(""http://evil.example"")"`), row)
  assert.ok(row?.includes('192.0.2.7'))
  assert.deepEqual(rest, [''])
})

test('an export is a file with its type, and an audit entry', async () => {
  const file = await exportAudit(here.world.console(here.tenant), { format: 'csv', after: 'operator@5' })
  const response = file.toResponse(200)
  assert.equal(response.headers.get('content-type'), 'text/csv; charset=utf-8')
  assert.match(
    response.headers.get('content-disposition') ?? '',
    /^attachment; filename="audit-tenant-[\w.-]+\.csv"$/,
  )
  assert.ok((await response.text()).startsWith('chain,seq'))
  const { entries } = await list({ action: 'audit.export', limit: 1 })
  assert.deepEqual(entries[0]?.details, { format: 'csv', isFiltered: false, after: 'operator@5' })
})

test('ids and chains of somebody else find nothing', async () => {
  const { other, tenant } = here
  const foreign: ExportAuditInput[] = [
    { chain: `tenant:${other.tenantId}` },
    { chain: 'operator' },
    { after: `tenant:${other.tenantId}@0`, chain: `tenant:${other.tenantId}` },
    { text: other.tenantId },
  ]
  for (const input of foreign) {
    const text = await here.exported(tenant, input)
    const entries = text.split('\n').filter((line) => line.startsWith('{"type":"entry"'))
    assert.deepEqual(
      entries.filter((line) => !line.includes('audit.export')),
      [],
      JSON.stringify(input),
    )
    assert.ok(!entries.some((line) => line.includes(`"chain":"tenant:${other.tenantId}"`)))
  }
})

test('bad input is refused by the name of its field', async () => {
  const { world, tenant } = here
  const bad: [string, Record<string, unknown>][] = [
    ['format', { format: 'xml' }],
    ['after', { after: 'operator' }],
    ['after', { after: "operator@1' or 1=1" }],
    ['limit', { limit: 0 }],
    ['limit', { limit: 1e9 }],
    ['limit', { limit: 'many' }],
    ['from', { from: 'yesterday' }],
    ['to', { to: 5 }],
    ...['action', 'actor', 'targetKind', 'targetId', 'address', 'requestId', 'text', 'chain'].flatMap(
      (field): [string, Record<string, unknown>][] => [
        [field, { [field]: 'x'.repeat(300) }],
        [field, { [field]: 'a\u0000b' }],
        [field, { [field]: '' }],
        [field, { [field]: ['x'] }],
      ],
    ),
  ]
  for (const [field, input] of bad) {
    const refuse = (error: unknown): boolean =>
      error instanceof DomainError && error.code === 'invalid_input' && error.faults[0]?.field === field
    await assert.rejects(exportAudit(world.console(tenant), input), refuse, JSON.stringify(input))
    if (field === 'format' || field === 'after' || field === 'limit') continue
    await assert.rejects(listAudit(world.console(tenant), input), refuse, JSON.stringify(input))
  }
  for (const cursor of ['x', '2026-01-01T00:00:00Z~operator', '2026-01-01T00:00:00Z~operator~1~2', '~~'])
    await assert.rejects(listAudit(world.console(tenant), { cursor }), /cursor/)
  for (const text of ['<b>', '=1+1', '%', '_', "'"])
    assert.equal((await list({ text: `${text}nothing` })).entries.length, 0)
})

test('nobody without the permission reads or exports', async () => {
  const { world, tenant } = here
  const viewer = world.member(tenant, 'tenant_viewer', newId())
  for (const ask of [listAudit, exportAudit])
    await assert.rejects(
      ask(viewer, {}),
      (error: unknown) => error instanceof DomainError && error.code === 'forbidden',
    )
})

async function proveParts(format: 'jsonl' | 'csv'): Promise<void> {
  const { tenant, other, admin } = here
  const above = { kind: 'platform', platformId: tenant.platformId } as const
  const seen: string[] = []
  const parts: string[] = []
  let cursor: string | undefined
  for (let round = 0; round < 60; round += 1) {
    // Chains that sort before and after the one where it was cut grow meanwhile.
    if (round < 6) for (const scope of [above, tenant, other]) await here.act(scope, round)
    const text = await here.exported(above, {
      format,
      limit: 7,
      ...(cursor === undefined ? {} : { after: cursor }),
    })
    parts.push(text)
    const { places, next } = format === 'csv' ? csvPart(text) : jsonPart(text)
    seen.push(...places)
    if (next === null) break
    cursor = next
  }
  assert.ok(parts.length > 5, `${parts.length} parts`)
  const { rows } = await admin.query<{ place: string }>(
    'select chain || $2 || seq as place from audit_entry where platform_id = $1',
    [tenant.platformId, '@'],
  )
  assert.deepEqual(seen.toSorted(), rows.map(({ place }) => place).toSorted())
  if (format === 'jsonl') assert.equal((await here.verify(parts)).code, 0)
}

for (const format of ['jsonl', 'csv'] as const)
  test(`${format} of a whole scope goes on by its cursor: nothing skipped, nothing twice`, async () =>
    await proveParts(format))

function jsonPart(text: string): { places: string[]; next: string | null } {
  const lines = text
    .trim()
    .split('\n')
    .map((line): unknown => JSON.parse(line))
    .filter(isRecord)
  const places = lines.flatMap((line) =>
    line['type'] === 'entry' ? [`${String(line['chain'])}@${String(line['seq'])}`] : [],
  )
  const next = lines.at(-1)?.['next']
  return { places, next: typeof next === 'string' ? next : null }
}

function csvPart(text: string): { places: string[]; next: string | null } {
  const places = [...text.matchAll(/^([a-z]+(?::[0-9a-f-]{36})?),(\d+),/gm)].map(
    ([, chain, seq]) => `${chain}@${seq}`,
  )
  return { places, next: /^next,.*(heads;[^,\r"]+)/m.exec(text)?.[1] ?? null }
}

test('the place of one chain does not go on in a scope of several', async () => {
  const above = { kind: 'platform', platformId: here.tenant.platformId } as const
  const place = `tenant:${here.tenant.tenantId}@3`
  await assert.rejects(here.exported(above, { after: place }), /after: the place of one chain/)
  assert.match(
    await here.exported(above, { after: place, chain: `tenant:${here.tenant.tenantId}` }),
    /"seq":"4"/,
  )
})
