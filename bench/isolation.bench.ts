import { withClient } from '#lib/infra/cluster/with-client.ts'
import { createTestDatabase } from '#testing/database.ts'
import { fillTenants, tenantIdOf, type Filled } from './isolation/fill.ts'
import { QUERIES, type HotQuery } from './isolation/queries.ts'
import type { Bench, BenchReport } from './report.ts'

/** Rows in all, over a thousand tenants, unless `--rows` says another number. */
const ROWS = 10_000_000
const TENANTS = 1000
const WARM_UP = 10
const SAMPLES = 200
/** A time is the best of so many: what else the machine does is no cost of a policy. */
const TRIES = 7
const AIM = 1.2

const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN

type Client = Parameters<Parameters<typeof withClient>[1]>[0]

interface Sides {
  /**
   * As the product asks: the role `tenant`, no word about the tenant in the query, and a statement that stays prepared
   * (`lib/infra/db/statement-names.ts`), as its text is the same for every tenant.
   */
  readonly guarded: Client
  /** A role that no policy binds, and the tenant written into the query, which makes it another one for each. */
  readonly literal: Client
}

const asLiteral = (sql: string, tenant: string): string =>
  sql.replace(' where ', ` where tenant_id = '${tenant}' and `)

/** Milliseconds of the quickest of some tries. */
async function bestOf(ask: () => Promise<unknown>): Promise<number> {
  let best = Number.POSITIVE_INFINITY
  for (let n = 0; n < TRIES; n += 1) {
    const begun = performance.now()
    await ask()
    best = Math.min(best, performance.now() - begun)
  }
  return best
}

async function timeGuarded(
  { guarded }: Sides,
  { name, sql, valuesOf }: HotQuery,
  tenant: string,
  at: number,
): Promise<number> {
  await guarded.query('begin read only')
  await guarded.query(`select set_config('app.tenant_id', $1, true)`, [tenant])
  const took = await bestOf(async () => await guarded.query({ name, text: sql, values: valuesOf(at) }))
  await guarded.query('commit')
  return took
}

async function timeLiteral(
  { literal }: Sides,
  { sql, valuesOf }: HotQuery,
  tenant: string,
  at: number,
): Promise<number> {
  await literal.query('begin read only')
  const asked = asLiteral(sql, tenant)
  const took = await bestOf(async () => await literal.query(asked, valuesOf(at)))
  await literal.query('commit')
  return took
}

/** Tables that a guarded query reads from end to end. */
async function scannedTables({ guarded }: Sides, { sql, valuesOf }: HotQuery): Promise<string[]> {
  await guarded.query('begin read only')
  await guarded.query(`select set_config('app.tenant_id', $1, true)`, [tenantIdOf(7)])
  const { rows } = await guarded.query<{ 'QUERY PLAN': string }>(`explain ${sql}`, valuesOf(7))
  await guarded.query('commit')
  return rows.flatMap(({ 'QUERY PLAN': line }) => /Seq Scan on (\w+)/.exec(line)?.[1] ?? [])
}

async function measure(report: BenchReport, sides: Sides, query: HotQuery): Promise<string[]> {
  const times: { guarded: number[]; literal: number[] } = { guarded: [], literal: [] }
  for (let n = 0; n < WARM_UP + SAMPLES; n += 1) {
    const at = (n * 37) % TENANTS
    const tenant = tenantIdOf(at)
    // In turns, so that what slows the machine slows both.
    const isFirst = n % 2 === 0
    const one = isFirst
      ? await timeGuarded(sides, query, tenant, at)
      : await timeLiteral(sides, query, tenant, at)
    const other = isFirst
      ? await timeLiteral(sides, query, tenant, at)
      : await timeGuarded(sides, query, tenant, at)
    if (n < WARM_UP) continue
    times.guarded.push(isFirst ? one : other)
    times.literal.push(isFirst ? other : one)
  }
  report.row({
    name: `${query.name}, p95 ms`,
    ours: p95(times.guarded),
    peer: p95(times.literal),
    aim: `≤ ${AIM} ×`,
    isMet: (_, ratio) => ratio !== null && ratio <= AIM,
  })
  return await scannedTables(sides, query)
}

async function measureAll(report: BenchReport, sides: Sides, { rows }: Filled): Promise<void> {
  const scanned: string[] = []
  for (const query of QUERIES) scanned.push(...(await measure(report, sides, query)))
  if (scanned.length > 0) report.say(`read from end to end: ${scanned.join(', ')}`)
  report.row({
    name: `sequential scans in ${QUERIES.length} queries over ${rows} rows`,
    ours: scanned.length,
    aim: '0',
    isMet: (n) => n === 0,
  })
}

/** What row-level security costs: the hottest queries with it, and with the tenant written into the query instead. */
const bench: Bench = {
  name: 'isolation',
  async run(report, { rows = ROWS }) {
    const db = await createTestDatabase()
    try {
      report.say(`filling ${rows} rows of ${TENANTS} tenants`)
      const filled = await fillTenants(db.urls.admin, { tenants: TENANTS, rows })
      report.say(`${filled.rows} rows in ${filled.seconds.toFixed(0)} s`)
      await withClient(
        db.urls.tenant,
        async (guarded) =>
          await withClient(
            db.urls.backup,
            async (literal) => await measureAll(report, { guarded, literal }, filled),
          ),
      )
    } finally {
      await db.drop()
    }
  },
}
export default bench
