import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { syncUsers } from './group-roles.ts'
import { deleteGroup } from './group-repository.ts'
import { requireHeldGroup } from './required.ts'
import { scimOwner } from './scim-owner.ts'

/** Removes a group and the roles that it gave. Its users stay. */
export async function deleteScimGroup(ctx: RequestContext, id: string): Promise<void> {
  authorize(ctx, 'member:remove')
  const owner = scimOwner(ctx)
  await ctx.db.tx(async (tx) => {
    const group = await requireHeldGroup(tx, owner, id)
    await deleteGroup(tx, id)
    const roles = await syncUsers(
      tx,
      ctx,
      owner,
      group.members.map((member) => member.id),
    )
    await recordAudit(tx, ctx, {
      action: 'scim-group.delete',
      target: { kind: 'scim_group', id, name: group.displayName },
      details: { members: group.members.length, ...roles },
    })
  })
}
