import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Owner } from '#lib/core/scope.ts'
import { platformId } from '#lib/core/ids.ts'
import { openPool } from '#lib/infra/db/index.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'
import { defineJob } from '../define-job.ts'
import { writeOutbox } from '../outbox-rows.ts'
import { openOutboxStore, type OutboxStore } from '../outbox-store.ts'
import type { SqlPool } from '../sql-pool.ts'

/** A job for tests: about a thing that exists nowhere. */
export const thingJob = defineJob(
  {
    name: 'thing.do',
    queue: 'paging',
    schema: z.strictObject({ thingId: z.uuid() }),
    retry: { attempts: 3, backoffSeconds: 0.2 },
    timeoutSeconds: 5,
    idempotencyKey: ({ thingId }) => thingId,
  },
  new Map([['thing.do', { startedBy: 'when a test says so', permissions: [] }]]),
)

/** A row of the outbox as a test looks at it. */
export interface OutboxRow {
  readonly id: string
  readonly kind: string
  readonly state: string
  readonly attempts: number
  readonly last_error: string | null
}

/** A real database with one platform, and the outbox as the role `jobs` sees it. */
export interface OutboxWorld {
  readonly world: TestWorld
  readonly owner: Owner
  readonly pool: SqlPool
  readonly store: OutboxStore
  /** Commits an outbox row for a new thing; returns the thing's id. */
  ask(owner?: Owner): Promise<string>
  /** State, runs and last error of every row, oldest first. */
  rows(): Promise<OutboxRow[]>
  /** Runs SQL as the superuser, e.g. to move a time into the past. */
  sql(text: string): Promise<void>
  close(): Promise<void>
}

/** Opens a world for one test file. */
export async function openOutboxWorld(): Promise<OutboxWorld> {
  const world = await openTestWorld()
  const admin = openPool(world.db.urls.admin, 'test-admin', 2)
  const pool = openPool(world.db.urls.jobs, 'test-jobs', 4)
  const platform = platformId(randomUUID())
  await admin.query('insert into platform (id, name) values ($1, $2)', [platform, `Platform ${platform}`])
  const owner: Owner = { platformId: platform, tenantId: null }
  return {
    world,
    owner,
    pool,
    store: openOutboxStore(pool),
    async ask(from = owner) {
      const thingId = randomUUID()
      const ctx = world.job({ kind: 'platform', platformId: platform })
      await ctx.db.tx(async (tx) => await writeOutbox(tx, thingJob, from, { thingId }))
      return thingId
    },
    async rows() {
      const { rows } = await admin.query<OutboxRow>(
        'select id, kind, state, attempts, last_error from outbox order by created_at, id',
      )
      return rows
    },
    async sql(text) {
      await admin.query(text)
    },
    async close() {
      await pool.end()
      await admin.end()
      await world.close()
    },
  }
}
