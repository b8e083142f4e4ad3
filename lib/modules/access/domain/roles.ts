import {
  grantOf,
  PERMISSIONS,
  ROLES,
  TENANT_ROLES,
  type Grant,
  type Permission,
  type Role,
} from '#lib/core/permissions.ts'
import type { Scope } from '#lib/core/scope.ts'

/** The role that is granted for the whole operator only. */
const OPERATOR_ONLY: readonly Role[] = ['operator_admin']

/** Roles that can be granted in a scope of this kind. */
export function rolesOf(kind: Scope['kind']): readonly Role[] {
  if (kind === 'tenant') return TENANT_ROLES
  return ROLES.filter(
    (role) => !TENANT_ROLES.includes(role) && (kind === 'operator' || !OPERATOR_ONLY.includes(role)),
  )
}

/**
 * A permission that whoever holds this much may use with a second person only, and that `role` would give them alone; null
 * when there is none.
 */
export function releasedBy(role: Role, held: (permission: Permission) => Grant | null): Permission | null {
  const releases = (permission: Permission): boolean => {
    const [own, given] = [held(permission), grantOf(role, permission)]
    return (own === 'second' || own === 'step_up_second') && (given === 'yes' || given === 'step_up')
  }
  return PERMISSIONS.find(releases) ?? null
}

/**
 * A permission of `role` that the granter lacks, or null when the granter may hand the role on. Having something only
 * for oneself is not enough to give it to somebody for everything.
 */
export function lackingFor(role: Role, held: (permission: Permission) => Grant | null): Permission | null {
  const lacks = (permission: Permission): boolean => {
    const wanted = grantOf(role, permission)
    const own = held(permission)
    return wanted !== null && (own === null || (own === 'own' && wanted !== 'own'))
  }
  return PERMISSIONS.find(lacks) ?? null
}
