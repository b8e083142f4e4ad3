// What the tests about a tenant that leaves share: a world, an engine that answers, and the rows of a tenant by table.
import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import { operatorScope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { carryOutExport, readLeaving, requestExport, type ErasureParts } from '#lib/modules/leaving/index.ts'
import { openIsolationWorld, type IsolationWorld } from './isolation-world.ts'
import type { OwnedSet } from './owned-set.ts'

/** Seconds for which the engine of these tests keeps samples: two stretches. */
const RETENTION_SECONDS = 3600

/** An engine that holds one series, asked stretch by stretch. */
const engine = {
  ask: async (
    _scope: unknown,
    _endpoint: string,
    { query = '', time = '' }: Readonly<Record<string, string | undefined>>,
  ) => {
    const metric = { __name__: 'orders', job: '=1+1' }
    if (query.startsWith('group by'))
      return await Promise.resolve({ data: { result: [{ metric: { __name__: 'orders' } }] } })
    const values = [[Number(time) - 1, '7']]
    return await Promise.resolve({ data: { result: [{ metric, values }] } })
  },
}

/** An installation in which A may leave. */
export class LeavingWorld {
  readonly here: IsolationWorld
  readonly admin: pg.Client
  readonly folder: string

  constructor(here: IsolationWorld, admin: pg.Client, folder: string) {
    this.here = here
    this.admin = admin
    this.folder = folder
  }

  /** The tenant that leaves. */
  get A(): OwnedSet {
    return this.here.sets.A
  }

  /** Its neighbour. */
  get B(): OwnedSet {
    return this.here.sets.B
  }

  get console(): RequestContext {
    return this.here.world.console(operatorScope)
  }

  get job(): RequestContext {
    return this.here.world.job(operatorScope)
  }

  /** The list outside of the database. */
  get tombstones(): string {
    return join(this.folder, 'state', 'erased-tenants.jsonl')
  }

  /** What an erasure needs of its process. */
  get erasureParts(): ErasureParts {
    const { folder, tombstones, here } = this
    return { folder, tombstones, erasures: join(folder, 'erasures.jsonl'), own: here.runtime }
  }

  get exportParts() {
    const { database } = this.here.world
    return { database, engine, folder: this.folder, retentionSeconds: RETENTION_SECONDS }
  }

  /** Makes a finished export of A; returns its id. */
  async makeExport(): Promise<string> {
    const { id } = await requestExport(this.console, { tenantId: this.A.ids.tenantId })
    await carryOutExport(this.job, { exportId: id }, this.exportParts)
    return id
  }

  /** The exports of A, newest first. */
  async exports() {
    return (await readLeaving(this.console, { tenantId: this.A.ids.tenantId })).exports
  }

  /** Tables with rows of tenants, as the catalogue has them. */
  async ownedTables(): Promise<string[]> {
    const { rows } = await this.admin.query<{ name: string }>(
      `select distinct c.table_schema || '.' || c.table_name as name from information_schema.columns c
       join information_schema.tables t using (table_schema, table_name)
       where c.column_name = 'tenant_id' and t.table_type = 'BASE TABLE' and c.table_schema in ('public', 'metrics') order by 1`,
    )
    return rows.map(({ name }) => name)
  }

  /** How many rows a tenant has, by table. */
  async rowsOf(tenantId: string): Promise<Record<string, number>> {
    const counts: Record<string, number> = {}
    for (const table of await this.ownedTables()) {
      const { rows } = await this.admin.query<{ n: number }>(
        `select count(*)::int as n from ${table} where tenant_id = $1`,
        [tenantId],
      )
      counts[table] = rows[0]?.n ?? 0
    }
    return counts
  }

  async close(): Promise<void> {
    await this.admin.end()
    await this.here.close()
    rmSync(this.folder, { recursive: true })
  }
}

/** Opens the world, with a folder of its own for archives. */
export async function openLeavingWorld(): Promise<LeavingWorld> {
  const folder = mkdtempSync(join(tmpdir(), 'leaving-'))
  process.env['EXPORT_DIR'] = folder
  const here = await openIsolationWorld({ roles: [] })
  const admin = new pg.Client(here.world.db.urls.admin)
  await admin.connect()
  assert.notEqual(here.sets.A.ids.tenantId, here.sets.B.ids.tenantId)
  return new LeavingWorld(here, admin, folder)
}
