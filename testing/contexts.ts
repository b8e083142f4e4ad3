import { manualClock, systemClock, type Clock } from '#lib/core/clock.ts'
import { permissionsOfJob, type JobWithGrant } from '#lib/core/job-permissions.ts'
import { memberId } from '#lib/core/ids.ts'
import { PERMISSIONS, grantOf as roleGrant, type Role } from '#lib/core/permissions.ts'
import type { Scope } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { systemContext, type SystemActor } from '#lib/infra/context/system-context.ts'
import { openDatabase, type Database } from '#lib/infra/db/index.ts'
import { createLogger } from '#lib/infra/telemetry/logger.ts'
import { createTestDatabase, type TestDatabase } from './database.ts'
import { TEST_SECRET } from './template.ts'

/** A throw-away database with its scoped door. */
export interface TestWorld {
  readonly db: TestDatabase
  readonly database: Database
  /** A context of the console in a scope: an operator admin whose step-up counts as met. */
  readonly console: (scope: Scope, clock?: Clock) => RequestContext
  /** A context of a job in a scope that may do everything: the system itself. */
  readonly job: (scope: Scope, clock?: Clock) => RequestContext
  /** A context of a job of the product, with what the table of jobs gives it and no more. */
  readonly jobOf: (name: JobWithGrant, scope: Scope, clock?: Clock) => RequestContext
  /** A context of a member who holds `role` in `scope`, with or without a fresh second factor. */
  readonly member: (scope: Scope, role: Role, id: string, steppedUp?: boolean) => RequestContext
  close(): Promise<void>
}

/** Opens a world. Sets BAILIWICK_SECRET for this process, which the audit chain and sealed secrets need. */
export async function openTestWorld(max = 5): Promise<TestWorld> {
  process.env['BAILIWICK_SECRET'] ??= TEST_SECRET
  const db = await createTestDatabase()
  const { auth, tenant, staff } = db.urls
  const database = openDatabase({ auth, tenant, staff }, 'test', { max })
  const log = createLogger('test', 'error')
  const system =
    (actor: SystemActor) =>
    (scope: Scope, clock: Clock = systemClock) =>
      systemContext({ scope, actor, database, clock, log })
  return {
    db,
    database,
    console: system({ kind: 'console', user: 'test' }),
    job: system({ kind: 'job', name: 'test', permissions: PERMISSIONS }),
    jobOf: (name, scope, clock) =>
      system({ kind: 'job', name, permissions: permissionsOfJob(name) })(scope, clock),
    member(scope, role, id, steppedUp = false) {
      const base = system({ kind: 'job', name: 'test', permissions: PERMISSIONS })(scope)
      return {
        ...base,
        actor: { kind: 'member', id: memberId(id), name: `Test ${role}`, email: `${role}@example.test` },
        grantOf: (permission) => roleGrant(role, permission),
        stepUpUntil: steppedUp ? manualClock(new Date(base.clock.now().getTime() + 300_000)).now() : null,
        db: {
          tx: async (fn) => await database.withScope(scope, fn, { memberId: memberId(id) }),
          read: async (fn) => await database.withScope(scope, fn, { memberId: memberId(id), readOnly: true }),
        },
      }
    },
    async close() {
      await database.close()
      await db.drop()
    },
  }
}
