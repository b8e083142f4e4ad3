// A tenant that leaves takes everything of it along as files that a stranger can check.
import assert from 'node:assert/strict'
import { execFile } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, test } from 'node:test'
import { promisify } from 'node:util'
import { gunzipSync, gzipSync } from 'node:zlib'
import { operatorScope } from '#lib/core/scope.ts'
import { newId } from '#lib/infra/db/index.ts'
import { createRule } from '#lib/modules/alerting/index.ts'
import { carryOutExport, openExport, requestExport, verifyExport } from '#lib/modules/leaving/index.ts'
import { LEAVING_RULES } from '#lib/modules/leaving/domain/leaving-rules.ts'
import type { ExportManifest } from '#lib/modules/leaving/schemas.ts'
import { openLeavingWorld, type LeavingWorld } from './leaving-world.ts'

const run = promisify(execFile)
let opened: LeavingWorld
before(async () => {
  opened = await openLeavingWorld()
})
after(async () => await opened.close())

test('every table with a tenant in the catalogue has a rule, and the role may read what is exported', async (t) => {
  const { admin } = opened
  const tables = (await opened.ownedTables())
    .filter((name) => name.startsWith('public.'))
    .map((name) => name.slice(7))
  assert.deepEqual(
    tables.filter((table) => LEAVING_RULES[table] === undefined),
    [],
  )
  for (const table of tables) {
    if (LEAVING_RULES[table]?.leftOut !== null) continue
    const { rows } = await admin.query<{ may: boolean }>(
      `select has_any_column_privilege('tenant', $1, 'select') as may`,
      [table],
    )
    assert.equal(rows[0]?.may, true, table)
  }
  t.diagnostic(`${tables.length} tables`)
})

/** Tables that grew while the export was made, by the export itself. */
const GROWING = ['tenant_export', 'audit_entry', 'audit_chain']

/** Every file has as many rows as its table. */
function assertCounted(manifest: ExportManifest, counts: Readonly<Record<string, number>>): void {
  const counted = manifest.files.filter(
    ({ path, table }) => path.endsWith('.jsonl') && `public.${table}` in counts && !GROWING.includes(table),
  )
  assert.ok(counted.length > 20)
  for (const { path, table, rows } of counted) assert.equal(rows, counts[`public.${table}`], path)
}

/** The manifest says of every table and column that is left out, and why. */
function assertNamed(manifest: ExportManifest): void {
  const isNamed = (table: string, column: string | null): boolean =>
    manifest.excluded.some((one) => one.table === table && one.column === column)
  for (const [table, { leftOut, secret }] of Object.entries(LEAVING_RULES)) {
    assert.equal(isNamed(table, null), leftOut !== null, table)
    for (const column of Object.keys(secret)) assert.ok(isNamed(table, column), `${table}.${column}`)
  }
}

test('an export is whole: every table twice, metrics, digests that sha256sum agrees with, and no secret', async (t) => {
  const { here, console, A, B } = opened
  await createRule(console.scope.kind === 'operator' ? here.world.console(A.scope) : console, {
    name: '=HYPERLINK("http://evil")',
    expr: 'up == 0',
    severity: 'P3',
    summary: 'a formula',
  })
  const id = await opened.makeExport()
  const [made] = await opened.exports()
  assert.equal(made?.state, 'done', made?.failure ?? '')
  const file = join(opened.folder, `${id}.tar.gz`)
  const verdict = await verifyExport(file)
  assert.deepEqual([verdict.ok, verdict.faults], [true, []])
  assert.equal(verdict.manifest.digest, made.digest)

  await run('tar', ['xzf', file, '-C', opened.folder])
  const root = join(opened.folder, `bailiwick-export-${A.ids.tenantId}`)
  const sums = await run('sha256sum', ['-c', 'SHA256SUMS'], { cwd: root })
  assert.ok(!sums.stdout.includes('FAILED'))
  const text = gunzipSync(readFileSync(file)).toString('utf8')
  for (const marker of [B.marker, here.sets.C.marker, here.sets.P2.marker]) assert.ok(!text.includes(marker))
  assert.ok(text.includes(A.marker))
  for (const [table, { leftOut, secret }] of Object.entries(LEAVING_RULES)) {
    if (leftOut !== null) continue
    const lines = readFileSync(join(root, `tables/${table}.jsonl`), 'utf8')
    for (const column of Object.keys(secret)) assert.ok(!lines.includes(`"${column}":`), `${table}.${column}`)
  }
  const chain = readFileSync(join(root, 'audit/audit-1.jsonl'), 'utf8')
  assert.match(chain, new RegExp(`"type":"head","chain":"tenant:${A.ids.tenantId}"`))
  assert.match(chain, /"payload":\{"actor":\{"salt":/)
  const [program = '', ...words] = verdict.manifest.audit?.check.split(' ') ?? []
  assert.equal(program, 'node')
  const checked = await run(process.execPath, words, { cwd: root })
  assert.match(checked.stdout, new RegExp(`^ok {3}tenant:${A.ids.tenantId}: `))
  const digest = await run('sh', ['-c', `grep -v '  manifest.json$' SHA256SUMS | sha256sum`], { cwd: root })
  assert.equal(digest.stdout.slice(0, 64), made.digest)
  const csv = readFileSync(join(root, 'tables/rule.csv'), 'utf8')
  assert.ok(csv.includes(`"'=HYPERLINK(""http://evil"")"`))
  const samples = readFileSync(join(root, 'metrics/samples.jsonl'), 'utf8').trimEnd().split('\n')
  assert.equal(samples.length, 2, 'one line for each stretch')
  assert.equal(readFileSync(join(root, 'metrics/series.jsonl'), 'utf8').trimEnd().split('\n').length, 1)
  assertCounted(verdict.manifest, await opened.rowsOf(A.ids.tenantId))
  assertNamed(verdict.manifest)
  t.diagnostic(`${verdict.files} files, ${verdict.rows} rows`)
})

test('an archive that was altered is named: a byte, a file less, a file more', async () => {
  const [made] = await opened.exports()
  const file = join(opened.folder, `${made?.id ?? ''}.tar.gz`)
  const bytes = gunzipSync(readFileSync(file))
  const altered = join(opened.folder, 'altered.tar.gz')
  const at = bytes.indexOf('=HYPERLINK')
  assert.ok(at > 0)
  bytes.write('=HYPERLONK', at)
  writeFileSync(altered, gzipSync(bytes))
  const verdict = await verifyExport(altered)
  assert.equal(verdict.ok, false)
  assert.ok(
    verdict.faults.some((fault) => /tables\/\w+\.(csv|jsonl) was altered/.test(fault)),
    verdict.faults.join(),
  )
  writeFileSync(altered, gzipSync(bytes.subarray(0, 5000)))
  await assert.rejects(verifyExport(altered), /FILE: the archive ends too early/)
  writeFileSync(altered, 'no archive')
  await assert.rejects(verifyExport(altered), /FILE/)
})

test('a worker that was killed is replaced, and one that comes back writes nothing', async () => {
  const { console, job, A, admin } = opened
  const { id } = await requestExport(console, { tenantId: A.ids.tenantId })
  await assert.rejects(requestExport(console, { tenantId: A.ids.tenantId }), /under way/)
  await admin.query(
    `update tenant_export set state = 'running', attempts = 1, lease_until = now() + interval '1 minute' where id = $1`,
    [id],
  )
  await carryOutExport(job, { exportId: id }, opened.exportParts)
  assert.equal((await opened.exports())[0]?.state, 'running', 'somebody else has it')
  await admin.query(`update tenant_export set lease_until = now() - interval '1 s' where id = $1`, [id])
  await carryOutExport(job, { exportId: id }, opened.exportParts)
  assert.equal((await opened.exports())[0]?.state, 'done')
  await carryOutExport(job, { exportId: id }, opened.exportParts)
  assert.equal((await verifyExport(join(opened.folder, `${id}.tar.gz`))).ok, true)
})

test('a worker that lost its export on the way leaves it to the other, whether it comes to an end or fails', async () => {
  const { console, job, A, admin, exportParts, folder } = opened
  const { id } = await requestExport(console, { tenantId: A.ids.tenantId })
  const { engine } = exportParts
  const losing = (fails: boolean): typeof engine => ({
    ...engine,
    ask: async (...query) => {
      await admin.query('update tenant_export set attempts = attempts + 1 where id = $1', [id])
      if (fails) throw new Error('the engine went away')
      return await engine.ask(...query)
    },
  })
  for (const fails of [false, true]) {
    await carryOutExport(job, { exportId: id }, { ...exportParts, engine: losing(fails) })
    const row = (await opened.exports()).find((one) => one.id === id)
    assert.deepEqual([row?.state, row?.failure, row?.digest], ['running', null, null])
    assert.deepEqual(
      readdirSync(folder).filter((name) => name.startsWith(id)),
      [],
    )
    await admin.query(`update tenant_export set lease_until = now() - interval '1 s' where id = $1`, [id])
  }
  await carryOutExport(job, { exportId: id }, exportParts)
  assert.equal((await opened.exports()).find((one) => one.id === id)?.state, 'done')
})

test('a file is downloaded by permission, written down, and gone after its days', async () => {
  const { here, admin, job, A } = opened
  const [made] = await opened.exports()
  const exportId = made?.id ?? ''
  const own = here.world.member(A.scope, 'tenant_admin', A.ids.memberId, true)
  const { bytes, body } = await openExport(own, { exportId })
  const read = await new Response(body).arrayBuffer()
  assert.equal(read.byteLength, bytes)
  await assert.rejects(
    openExport(here.world.member(A.scope, 'tenant_viewer', A.ids.memberId, true), { exportId }),
    /permission/,
  )
  await assert.rejects(
    openExport(here.world.member(A.scope, 'tenant_admin', A.ids.memberId), { exportId }),
    /second factor/,
  )
  assert.notEqual((await opened.exports())[0]?.downloadedAt, null)
  const above = here.world.member(operatorScope, 'operator_admin', newId(), true)
  await assert.rejects(openExport(above, { exportId }), /a second person decides/)
  await admin.query('update tenant_export set decided_by_two = true where id = $1', [exportId])
  await (await openExport(above, { exportId })).body.cancel()
  await admin.query(`update tenant_export set expires_at = now() - interval '1 s' where id = $1`, [exportId])
  await assert.rejects(openExport(here.world.console(A.scope), { exportId }), /no file/)
  await carryOutExport(job, { exportId }, opened.exportParts)
  assert.equal((await opened.exports())[0]?.state, 'removed')
  assert.ok(!existsSync(join(opened.folder, `${exportId}.tar.gz`)))
})
