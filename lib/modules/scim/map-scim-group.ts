import { invalidField, notFound } from '#lib/core/errors.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { parseInput } from '#lib/infra/http/parse-input.ts'
import { requireGrantable, requireLasting } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { syncUsers } from './group-roles.ts'
import { changeGroupRole, findGroup, holdGroup } from './group-repository.ts'
import { mapScimGroupInput, type MapScimGroupInput, type ScimGroupView } from './schemas.ts'
import { scimOwner } from './scim-owner.ts'
import { toGroupView } from './views.ts'

/**
 * Says which role everybody in a group holds in the scope, or none; from the next request on. Throws `forbidden` for a
 * role with a permission that the actor lacks or holds until a moment only: nobody hands out by a group what they could not
 * hand out by name.
 */
export async function mapScimGroup(
  ctx: RequestContext,
  input: MapScimGroupInput,
  own?: Runtime,
): Promise<ScimGroupView> {
  authorize(ctx, 'identity:write')
  const { scimGroupId: groupId, role } = parseInput(mapScimGroupInput, input)
  const owner = scimOwner(ctx)
  if (role === 'operator_admin') throw invalidField('role', 'operator admins are named one by one')
  if (role !== null) {
    requireGrantable(ctx, role)
    await requireLasting(ctx, [{ role, field: 'role' }], own)
  }
  return await ctx.db.tx(async (tx) => {
    await holdGroup(tx, groupId)
    const before = await findGroup(tx, owner, groupId)
    if (before === null) throw notFound()
    // The same word once more says nothing new: what a review took stays taken.
    if (before.role !== role) await changeGroupRole(tx, groupId, role, ctx.clock.now())
    const changed = await syncUsers(
      tx,
      ctx,
      owner,
      before.members.map(({ id }) => id),
    )
    await recordAudit(tx, ctx, {
      action: 'scim-group.map',
      target: { kind: 'scim_group', id: groupId, name: before.displayName },
      details: { before: { role: before.role }, after: { role }, ...changed },
    })
    return toGroupView({ ...before, role })
  })
}
