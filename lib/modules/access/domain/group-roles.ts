/** A role that a group of an identity provider gives to everybody in it. */
export interface GroupRole {
  readonly groupId: string
  readonly role: string
}

/** A binding as far as groups are concerned: given by a group, or (null) by hand. */
export interface HeldRole {
  readonly id: string
  readonly role: string
  readonly scimGroupId: string | null
}

/**
 * Which bindings to add and to remove so that exactly the roles of the groups are given by groups. A role is bound once,
 * whichever of its groups gave it first; one that somebody gave by hand is neither added to nor removed.
 */
export function rolesToChange(
  held: readonly HeldRole[],
  wanted: readonly GroupRole[],
): { readonly add: readonly GroupRole[]; readonly remove: readonly HeldRole[] } {
  const roles = new Set(wanted.map(({ role }) => role))
  const remove = held.filter(({ role, scimGroupId }) => scimGroupId !== null && !roles.has(role))
  const kept = new Set(held.map(({ role }) => role))
  const add = [...roles]
    .filter((role) => !kept.has(role))
    .flatMap((role) => wanted.find((one) => one.role === role) ?? [])
  return { add, remove }
}
