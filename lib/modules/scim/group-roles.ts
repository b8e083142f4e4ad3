import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { syncGroupRolesOfMany } from '#lib/modules/access/index.ts'
import { requireGiver } from './require-giver.ts'
import { findRolesOfUsers, holdUsers, type ScimOwner } from './repository.ts'

/** How many users are read, and have their roles changed, in one round trip. */
const AT_ONCE = 2000

/**
 * Brings the roles of these users in step with the groups that they are in now. Each is held, always in the same order:
 * whoever is switched off at the same moment is given nothing afterwards. A group may have thousands, and a transaction
 * lasts seconds: how many round trips it takes follows from `AT_ONCE`. Throws `EscalationError` for a token that gives no role and would.
 */
export async function syncUsers(
  tx: Tx,
  ctx: RequestContext,
  owner: ScimOwner,
  userIds: Iterable<string>,
): Promise<{ readonly added: number; readonly removed: number }> {
  const counts = { added: 0, removed: 0 }
  const ids = [...new Set(userIds)].toSorted()
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    const some = ids.slice(from, from + AT_ONCE)
    await holdUsers(tx, some)
    const members = await findRolesOfUsers(tx, owner, some)
    const changed = await syncGroupRolesOfMany(
      tx,
      { owner, source: { kind: 'scim' }, members },
      ctx.clock.now(),
    )
    counts.added += changed.added
    counts.removed += changed.removed
  }
  if (counts.added > 0) await requireGiver(tx, ctx)
  return counts
}
