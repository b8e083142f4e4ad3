import { isRole } from '#lib/core/permissions.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { requireGrantable, requireLasting } from '#lib/modules/access/index.ts'
import { findMappedRoles } from './group-repository.ts'
import type { ScimOwner } from './repository.ts'

/**
 * Refuses the credential of a provider to whoever could not give the roles of its groups by name, and for good: with it in
 * hand they put whom they like into a group, themselves as well.
 */
export async function requireTokenMaker(
  tx: Tx,
  ctx: RequestContext,
  own: Runtime,
  owner: ScimOwner,
): Promise<void> {
  const roles = (await findMappedRoles(tx, owner)).filter((role) => isRole(role))
  for (const role of roles) requireGrantable(ctx, role)
  await requireLasting(
    ctx,
    roles.map((role) => ({ role, field: 'scope' })),
    own,
  )
}
