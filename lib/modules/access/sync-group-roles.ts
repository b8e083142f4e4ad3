import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { rolesToChange, type GroupRole, type HeldRole, type RoleSource } from './domain/group-roles.ts'
import { deleteBindings, findBindingsOfMember, insertGroupBinding } from './membership-repository.ts'

/** Whose roles follow from which groups. */
export interface GroupMembership {
  readonly memberId: string
  readonly owner: Owner
  readonly source: RoleSource
  /** Roles of the groups that the member is in; none for somebody who was switched off. */
  readonly wanted: readonly GroupRole[]
}

/** Which roles came and went, and what is held now. */
export interface GroupRolesChanged {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** What the member held of this scope and still holds, without what was added. */
  readonly kept: readonly HeldRole[]
}

/**
 * Brings the roles that one source's groups give a member in one scope in step with the groups. What another source or
 * somebody by hand gave stays.
 */
export async function syncGroupRoles(
  tx: Tx,
  { memberId, owner, source, wanted }: GroupMembership,
  now: Date,
): Promise<GroupRolesChanged> {
  const held = await findBindingsOfMember(tx, memberId, owner)
  const { add, remove } = rolesToChange(held, source, wanted)
  for (const { role, groupId } of add)
    await insertGroupBinding(tx, {
      memberId,
      role,
      owner,
      scimGroupId: groupId,
      providerId: source.kind === 'provider' ? source.providerId : null,
      createdAt: now,
    })
  if (remove.length > 0)
    await deleteBindings(
      tx,
      remove.map(({ id }) => id),
    )
  return {
    added: add.map(({ role }) => role),
    removed: remove.map(({ role }) => role),
    kept: held.filter((one) => !remove.includes(one)),
  }
}
