import { OPERATOR_ADMIN_ROLE, type Mapping } from './provider.ts'
import { isRole, type Role } from '#lib/core/roles.ts'
import type { Scope } from '#lib/core/scope.ts'
import { rolesOf } from '#lib/modules/access/domain/roles.ts'

/**
 * Roles that groups can give in a scope of this kind. Operator admins are made by hand: whoever runs the identity
 * provider would otherwise own the installation, and the last of them could go with a group.
 */
export const mappableRoles = (kind: Scope['kind']): readonly Role[] =>
  rolesOf(kind).filter((role) => role !== OPERATOR_ADMIN_ROLE)

/** The roles that somebody in these groups has, each once; empty for somebody who is not let in. */
export function rolesOfGroups(
  groups: readonly string[],
  mapping: readonly Mapping[],
  defaultRole: string | null,
): readonly Role[] {
  const mapped = mapping.filter(({ group }) => groups.includes(group)).map(({ role }) => role)
  const roles = mapped.length > 0 || defaultRole === null ? mapped : [defaultRole]
  return [...new Set(roles)].filter((role) => isRole(role))
}
