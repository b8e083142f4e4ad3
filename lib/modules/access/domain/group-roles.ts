/** Who keeps a role in step with groups: the provisioning of a scope, or one provider of sign-on. */
export type RoleSource =
  | { readonly kind: 'scim' }
  | { readonly kind: 'provider'; readonly providerId: string }

/** A role that a group gives to everybody in it. */
export interface GroupRole {
  readonly role: string
  /** The group of the provisioning; null where a sign-on says the groups. */
  readonly groupId: string | null
  /** When somebody last said that the group gives it. */
  readonly mappedAt: Date
}

/** A binding as far as groups are concerned: given by a provisioned group, by a sign-on, or (both null) by hand. */
export interface HeldRole {
  readonly id: string
  readonly role: string
  readonly scimGroupId: string | null
  readonly providerId: string | null
  readonly expiresAt: Date | null
  readonly createdAt: Date
}

/** A role that an access review took from somebody. */
export interface TakenRole {
  readonly role: string
  readonly at: Date
}

const isByHand = ({ scimGroupId, providerId }: HeldRole): boolean =>
  scimGroupId === null && providerId === null

const isOf = ({ scimGroupId, providerId }: HeldRole, source: RoleSource): boolean =>
  source.kind === 'scim' ? scimGroupId !== null : providerId === source.providerId

/** Given by somebody, and without an end. One that ends covers nothing: the group goes on to give the role. */
const isLastingByHand = (one: HeldRole): boolean => isByHand(one) && one.expiresAt === null

/**
 * Which bindings to add and to remove so that the source gives exactly the roles of its groups (ADR 0013). A source takes
 * only what it gave: neither what another source gives nor what somebody gave by hand. It gives a role once, whichever of
 * its groups does so first, beside that of another source, so that either may go; a role given by hand for good is not
 * given again. One that a review took stays taken (`withheld`) until somebody gives it by hand, or says anew that the
 * group gives it: whoever reviews decides against the group, not before it.
 */
export function rolesToChange(
  held: readonly HeldRole[],
  source: RoleSource,
  wanted: readonly GroupRole[],
  taken: readonly TakenRole[] = [],
): {
  readonly add: readonly GroupRole[]
  readonly remove: readonly HeldRole[]
  readonly withheld: readonly string[]
} {
  const roles = new Set(wanted.map(({ role }) => role))
  const own = held.filter((one) => isOf(one, source))
  const covered = new Set([...own, ...held.filter(isLastingByHand)].map(({ role }) => role))
  const missing = [...roles].filter((role) => !covered.has(role))
  const withheld = missing.filter((role) =>
    taken.some((one) => one.role === role && !isSaidAnew(one, held, wanted)),
  )
  const add = missing
    .filter((role) => !withheld.includes(role))
    .flatMap((role) => wanted.find((one) => one.role === role) ?? [])
  return { add, remove: own.filter(({ role }) => !roles.has(role)), withheld }
}

/** True when somebody gave a role by hand, or had a group give it, after it was taken. */
const isSaidAnew = (
  { role, at }: TakenRole,
  held: readonly HeldRole[],
  wanted: readonly GroupRole[],
): boolean =>
  held.some((one) => one.role === role && isByHand(one) && one.createdAt > at) ||
  wanted.some((one) => one.role === role && one.mappedAt > at)
