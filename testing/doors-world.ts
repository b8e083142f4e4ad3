import { operatorScope } from '#lib/core/scope.ts'
import { installRuntime } from '#lib/infra/context/runtime.ts'
import {
  accessWorld,
  makeTenancy,
  type AccessWorld,
  type TestMember,
  type TestTenancy,
} from '#lib/modules/access/testing/access-world.ts'
import { openTestWorld, type TestWorld } from './contexts.ts'
import { TEST_SECRET } from './template.ts'

/** An installation behind the routes of this process, with a tenant and somebody who may only look on there. */
export interface DoorsWorld {
  readonly world: TestWorld
  readonly access: AccessWorld
  readonly tenancy: TestTenancy
  readonly viewer: TestMember
}

/** Opens it; routes that are called in this process answer for it from now on. */
export async function openDoorsWorld(): Promise<DoorsWorld> {
  const world = await openTestWorld()
  const access = accessWorld(world.database, TEST_SECRET)
  installRuntime(access.runtime)
  const console = world.console(operatorScope, access.clock)
  await access.setUp(console)
  const tenancy = await makeTenancy(console)
  const wanted = { email: 'viewer@example.test', role: 'tenant_viewer', scope: tenancy.tenant } as const
  return { world, access, tenancy, viewer: await access.join(console, wanted) }
}
