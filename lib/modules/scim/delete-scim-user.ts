import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { endMembership } from '#lib/modules/access/index.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { addressesOf } from './protocol/resources.ts'
import { deleteUser } from './repository.ts'
import { requireHeldUser } from './required.ts'
import { scimOwner } from './scim-owner.ts'

/** Removes a user and ends everything that the member has in this scope. The member, and what they did, stay on record. */
export async function deleteScimUser(
  ctx: RequestContext,
  id: string,
  own: Runtime = runtime(),
): Promise<void> {
  authorize(ctx, 'member:remove')
  const owner = scimOwner(ctx)
  await ctx.db.tx(async (tx) => {
    const user = await requireHeldUser(tx, owner, id)
    const { memberId, displayName, userName } = user
    await deleteUser(tx, id)
    const ended = await endMembership(tx, ctx, own, { memberId, emails: addressesOf(user), owner })
    await recordAudit(tx, ctx, {
      action: 'scim-user.delete',
      target: { kind: 'member', id: memberId, name: displayName },
      details: { userName, ...ended },
    })
  })
}
