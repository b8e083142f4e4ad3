import { grantOf, isRole, widestGrant, type Permission, type Role } from '#lib/core/permissions.ts'
import { contains, formatScopeParam, scopeOfOwner, type Owner, type Scope } from '#lib/core/scope.ts'
import { lackingFor } from './roles.ts'

/** A role that somebody holds, until a moment or (null) for good; one that is over counts as an end that was set. */
export interface HeldUntil extends Owner {
  readonly role: string
  readonly expiresAt: Date | null
}

/** A role that somebody wants to give, to themselves or to another, in a scope, until a moment or (null) for good. */
export interface WantedRole {
  readonly role: Role
  readonly scope: Scope
  readonly until: Date | null
}

/** True when an end comes after another one; null is no end at all. */
const isLater = (until: Date | null, than: Date | null): boolean =>
  than !== null && (until === null || until > than)

/** True when some of what a role grants is held until an earlier moment only, by whatever role. */
export function outlastsOwn(held: readonly HeldUntil[], { role, scope, until }: WantedRole): boolean {
  if (held.every(({ expiresAt }) => expiresAt === null)) return false
  const lasting = held
    .filter((one) => !isLater(until, one.expiresAt) && contains(scopeOfOwner(one), scope))
    .flatMap((one) => (isRole(one.role) ? [one.role] : []))
  return lackingFor(role, (permission) => widestGrant(lasting, permission)) !== null
}

/**
 * Why somebody may not give themselves a role until a moment; null when they may. `renews`: they hold it here until an
 * earlier moment, and whoever set that end did not ask them. `outlasts`: see `outlastsOwn`.
 */
export function ownEndFault(held: readonly HeldUntil[], wanted: WantedRole): 'renews' | 'outlasts' | null {
  const { role, scope, until } = wanted
  const here = formatScopeParam(scope)
  const isSame = (one: HeldUntil): boolean =>
    one.role === role && formatScopeParam(scopeOfOwner(one)) === here
  if (held.some((one) => isSame(one) && isLater(until, one.expiresAt))) return 'renews'
  return outlastsOwn(held, wanted) ? 'outlasts' : null
}

/**
 * Until when somebody holds a permission in a scope, by whatever role reaches furthest; null for good. Who holds it no more,
 * among roles that end, held it until the last of those ends.
 */
export function ownEndOf(
  held: readonly HeldUntil[],
  { permission, scope }: { readonly permission: Permission; readonly scope: Scope },
): Date | null {
  const ending = held.filter(({ expiresAt }) => expiresAt !== null)
  const by = held.filter(
    (one) => isRole(one.role) && grantOf(one.role, permission) !== null && contains(scopeOfOwner(one), scope),
  )
  if (ending.length === 0 || by.some(({ expiresAt }) => expiresAt === null)) return null
  const ends = (by.length === 0 ? ending : by).flatMap(({ expiresAt }) => expiresAt ?? [])
  return ends.reduce((latest, end) => (end > latest ? end : latest))
}
