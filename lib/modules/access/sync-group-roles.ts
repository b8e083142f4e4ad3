import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { rolesToChange, type GroupRole, type HeldRole, type RoleSource } from './domain/group-roles.ts'
import {
  deleteBindings,
  findBindingsOfMembers,
  findTakenRoles,
  insertGroupBindings,
} from './membership-repository.ts'

/** Whose roles follow from which groups. */
interface Groups {
  readonly owner: Owner
  readonly source: RoleSource
}
/** A member, and the roles of the groups that they are in; none for somebody who was switched off. */
export interface MemberOfGroups {
  readonly memberId: string
  readonly wanted: readonly GroupRole[]
}

/** Which roles came and went, and what is held now. */
export interface GroupRolesChanged {
  readonly added: readonly string[]
  readonly removed: readonly string[]
  /** What a group would give, and an access review took. */
  readonly withheld: readonly string[]
  /** What the member held of this scope and still holds, without what was added. */
  readonly kept: readonly HeldRole[]
}

/**
 * Brings the roles that one source's groups give members in one scope in step with the groups: of each member once, in as
 * many round trips for all of them as for one. What another source or somebody by hand gave stays.
 */
async function syncAll(
  tx: Tx,
  { owner, source, members }: Groups & { readonly members: readonly MemberOfGroups[] },
  now: Date,
): Promise<readonly GroupRolesChanged[]> {
  const ids = members.map(({ memberId }) => memberId)
  const held = Map.groupBy(await findBindingsOfMembers(tx, ids, owner), ({ memberId }) => memberId)
  const taken = Map.groupBy(await findTakenRoles(tx, ids, owner), ({ memberId }) => memberId)
  const changes = members.map(({ memberId, wanted }) => {
    const before = held.get(memberId) ?? []
    return { memberId, before, ...rolesToChange(before, source, wanted, taken.get(memberId)) }
  })
  const providerId = source.kind === 'provider' ? source.providerId : null
  await insertGroupBindings(
    tx,
    owner,
    changes.flatMap(({ memberId, add }) =>
      add.map(({ role, groupId }) => ({ memberId, role, scimGroupId: groupId, providerId, createdAt: now })),
    ),
  )
  await deleteBindings(
    tx,
    changes.flatMap(({ remove }) => remove.map(({ id }) => id)),
  )
  return changes.map(({ before, add, remove, withheld }) => ({
    withheld,
    added: add.map(({ role }) => role),
    removed: remove.map(({ role }) => role),
    kept: before.filter((one) => !remove.includes(one)),
  }))
}

/** Brings the roles of one member in step with the groups of a source; returns which came and went. */
export async function syncGroupRoles(
  tx: Tx,
  { memberId, wanted, ...groups }: Groups & MemberOfGroups,
  now: Date,
): Promise<GroupRolesChanged> {
  const [changed] = await syncAll(tx, { ...groups, members: [{ memberId, wanted }] }, now)
  return changed ?? { added: [], removed: [], withheld: [], kept: [] }
}

/** Brings the roles of some thousand members at most in step with the groups of a source; returns how many came and went. */
export async function syncGroupRolesOfMany(
  tx: Tx,
  groups: Groups & { readonly members: readonly MemberOfGroups[] },
  now: Date,
): Promise<{ readonly added: number; readonly removed: number }> {
  const changed = await syncAll(tx, groups, now)
  return {
    added: changed.reduce((sum, { added }) => sum + added.length, 0),
    removed: changed.reduce((sum, { removed }) => sum + removed.length, 0),
  }
}
