import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { syncGroupRoles } from '#lib/modules/access/index.ts'
import { findUser, holdUser, type ScimOwner } from './repository.ts'

/**
 * Brings the roles of these users in step with the groups that they are in now. Each is held, always in the same order:
 * whoever is switched off at the same moment is given nothing afterwards.
 */
export async function syncUsers(
  tx: Tx,
  ctx: RequestContext,
  owner: ScimOwner,
  userIds: Iterable<string>,
): Promise<{ readonly added: number; readonly removed: number }> {
  const counts = { added: 0, removed: 0 }
  for (const id of [...new Set(userIds)].toSorted()) {
    await holdUser(tx, id)
    const user = await findUser(tx, owner, id)
    if (user === null) continue
    const given = user.groups.flatMap(({ id: groupId, role }) => (role === null ? [] : [{ groupId, role }]))
    const wanted = user.active ? given : []
    const { added, removed } = await syncGroupRoles(
      tx,
      { memberId: user.memberId, owner, source: { kind: 'scim' }, wanted },
      ctx.clock.now(),
    )
    counts.added += added.length
    counts.removed += removed.length
  }
  return counts
}
