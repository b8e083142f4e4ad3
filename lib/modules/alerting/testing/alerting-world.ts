import { platformId, tenantId } from '#lib/core/ids.ts'
import type { Scope } from '#lib/core/scope.ts'
import { newId, openPool } from '#lib/infra/db/index.ts'
import type { SqlPool } from '#lib/infra/jobs/sql-pool.ts'
import { openTestWorld, type TestWorld } from '#testing/contexts.ts'

/** A real database with a platform and two tenants. */
export interface AlertingWorld {
  readonly world: TestWorld
  /** The superuser. */
  readonly admin: SqlPool
  readonly platform: Extract<Scope, { kind: 'platform' }>
  readonly acme: Extract<Scope, { kind: 'tenant' }>
  readonly globex: Extract<Scope, { kind: 'tenant' }>
  close(): Promise<void>
}

/** Opens a world for one test file. */
export async function openAlertingWorld(): Promise<AlertingWorld> {
  const world = await openTestWorld()
  const admin = openPool(world.db.urls.admin, 'test-admin', 2)
  const platform = { kind: 'platform', platformId: platformId(newId()) } as const
  await admin.query('insert into platform (id, name) values ($1, $2)', [platform.platformId, 'Phoenix'])
  const tenantNamed = async (name: string) => {
    const tenant = { kind: 'tenant', platformId: platform.platformId, tenantId: tenantId(newId()) } as const
    await admin.query('insert into tenant (id, platform_id, name) values ($1, $2, $3)', [
      tenant.tenantId,
      platform.platformId,
      name,
    ])
    return tenant
  }
  return {
    world,
    admin,
    platform,
    acme: await tenantNamed('acme'),
    globex: await tenantNamed('globex'),
    async close() {
      await admin.end()
      await world.close()
    },
  }
}
