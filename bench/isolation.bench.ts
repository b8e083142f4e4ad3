import { withClient } from '#lib/infra/cluster/with-client.ts'
import { createTestDatabase } from '#testing/database.ts'
import { fillTenants, tenantIdOf, type Filled } from './isolation/fill.ts'
import { QUERIES, type HotQuery } from './isolation/queries.ts'
import type { Bench, BenchReport } from './report.ts'

/** Rows in all, over a thousand tenants, unless `--rows` says another number. */
const ROWS = 10_000_000
const TENANTS = 1000
const WARM_UP = 30
const SAMPLES = 900
const AIM = 1.2

const p95 = (times: readonly number[]): number =>
  times.toSorted((a, b) => a - b)[Math.floor(times.length * 0.95)] ?? Number.NaN

type Client = Parameters<Parameters<typeof withClient>[1]>[0]

interface Sides {
  /** The role `tenant`, which the policies bind. */
  readonly guarded: Client
  /** A role that no policy binds. */
  readonly unguarded: Client
}

interface Statement {
  readonly name?: string
  readonly text: string
  readonly values: unknown[]
}

/** One way of asking: what goes before the query, and the query itself. */
interface Way {
  readonly client: (sides: Sides) => Client
  readonly isScoped: boolean
  readonly ask: (query: HotQuery, tenant: string, at: number) => Statement
}

const filtered = (sql: string, filter: string): string => sql.replace(' where ', ` where ${filter} and `)

const WAYS: Readonly<Record<'guarded' | 'literal' | 'bound', Way>> = {
  // As the product asks: no word about the tenant in the query, and a statement that stays prepared
  // (`lib/infra/db/statement-names.ts`), as its text is the same for every tenant.
  guarded: {
    client: ({ guarded }) => guarded,
    isScoped: true,
    ask: ({ name, sql, valuesOf }, _, at) => ({ name, text: sql, values: valuesOf(at) }),
  },
  // The tenant written into the query, which makes it another one for each.
  literal: {
    client: ({ unguarded }) => unguarded,
    isScoped: false,
    ask: ({ sql, valuesOf }, tenant, at) => ({
      text: filtered(sql, `tenant_id = '${tenant}'`),
      values: valuesOf(at),
    }),
  },
  // What somebody who trusts every query would write: the tenant as a parameter, and the statement prepared as well.
  bound: {
    client: ({ unguarded }) => unguarded,
    isScoped: false,
    ask: ({ name, sql, valuesOf }, tenant, at) => {
      const values = valuesOf(at)
      return {
        name: `bound ${name}`,
        text: filtered(sql, `tenant_id = $${values.length + 1}::uuid`),
        values: [...values, tenant],
      }
    },
  },
}

/** Milliseconds of one query, asked in one of the ways inside a transaction. */
async function timeOf(sides: Sides, way: Way, query: HotQuery, at: number): Promise<number> {
  const client = way.client(sides)
  const tenant = tenantIdOf(at)
  await client.query('begin read only')
  if (way.isScoped) await client.query(`select set_config('app.tenant_id', $1, true)`, [tenant])
  const asked = way.ask(query, tenant, at)
  const begun = performance.now()
  await client.query(asked)
  const took = performance.now() - begun
  await client.query('commit')
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
  const times: Record<keyof typeof WAYS, number[]> = { guarded: [], literal: [], bound: [] }
  const names = ['guarded', 'literal', 'bound'] as const
  for (let n = 0; n < WARM_UP + SAMPLES; n += 1) {
    // In turns, so that what slows the machine slows all, and none is always the first to want a tenant's rows.
    for (const turn of [0, 1, 2]) {
      const name = names[(n + turn) % 3] ?? 'guarded'
      const took = await timeOf(sides, WAYS[name], query, (n * 37) % TENANTS)
      if (n >= WARM_UP) times[name].push(took)
    }
  }
  const ours = p95(times.guarded)
  report.row({
    name: `${query.name}, p95 ms`,
    ours,
    peer: p95(times.literal),
    aim: `≤ ${AIM} ×`,
    isMet: (_, ratio) => ratio !== null && ratio <= AIM,
  })
  report.row({
    name: `${query.name}, beside a prepared filter`,
    ours,
    peer: p95(times.bound),
    aim: 'told',
    isMet: () => true,
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
            async (unguarded) => await measureAll(report, { guarded, unguarded }, filled),
          ),
      )
    } finally {
      await db.drop()
    }
  },
}
export default bench
