import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { rolesToChange, type GroupRole } from './domain/group-roles.ts'
import { deleteBindings, findBindingsOfMember, insertGroupBinding } from './membership-repository.ts'

/** Whose roles follow from which groups. */
export interface GroupMembership {
  readonly memberId: string
  readonly owner: Owner
  /** Roles of the groups that the member is in; none for somebody who was switched off. */
  readonly wanted: readonly GroupRole[]
}

/**
 * Brings the roles that groups give a member in one scope in step with the groups. What somebody gave by hand stays.
 * Returns which roles came and went.
 */
export async function syncGroupRoles(
  tx: Tx,
  { memberId, owner, wanted }: GroupMembership,
  now: Date,
): Promise<{ readonly added: readonly string[]; readonly removed: readonly string[] }> {
  const held = await findBindingsOfMember(tx, memberId, owner)
  const { add, remove } = rolesToChange(held, wanted)
  for (const { role, groupId } of add)
    await insertGroupBinding(tx, { memberId, role, owner, scimGroupId: groupId, createdAt: now })
  if (remove.length > 0)
    await deleteBindings(
      tx,
      remove.map(({ id }) => id),
    )
  return { added: add.map(({ role }) => role), removed: remove.map(({ role }) => role) }
}
