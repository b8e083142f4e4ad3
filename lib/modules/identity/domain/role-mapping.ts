import { OPERATOR_ADMIN_ROLE, type KeptMapping, type Mapping } from './provider.ts'
import { isRole, type Role } from '#lib/core/roles.ts'
import type { Scope } from '#lib/core/scope.ts'
import { rolesOf } from '#lib/modules/access/domain/roles.ts'

/**
 * Roles that groups can give in a scope of this kind. Operator admins are made by hand: whoever runs the identity
 * provider would otherwise own the installation, and the last of them could go with a group.
 */
export const mappableRoles = (kind: Scope['kind']): readonly Role[] =>
  rolesOf(kind).filter((role) => role !== OPERATOR_ADMIN_ROLE)

/** A role that a group gives, or that whoever is in none of them has, and when somebody last said so. */
export interface MappedRole {
  readonly role: Role
  readonly mappedAt: Date
}

/** Which groups give which role, and which role everybody else has; each with when it was said. */
export interface RoleRules {
  readonly mapping: readonly KeptMapping[]
  readonly defaultRole: string | null
  readonly defaultSetAt: Date
  /** When a line was said that does not say so itself. */
  readonly before: Date
}

const saidAt = ({ setAt }: KeptMapping, before: Date): Date =>
  setAt === undefined ? before : new Date(setAt)

/**
 * The roles that somebody in these groups has, each once, with the last moment at which a line that gives it to them was
 * said; empty for somebody who is not let in.
 */
export function rolesOfGroups(groups: readonly string[], rules: RoleRules): readonly MappedRole[] {
  const { mapping, defaultRole, defaultSetAt, before } = rules
  const mapped = mapping.filter(({ group }) => groups.includes(group))
  const given =
    mapped.length > 0 || defaultRole === null
      ? mapped.map((line) => ({ role: line.role, mappedAt: saidAt(line, before) }))
      : [{ role: defaultRole, mappedAt: defaultSetAt }]
  const latest = new Map<Role, Date>()
  for (const { role, mappedAt } of given) {
    if (!isRole(role)) continue
    const known = latest.get(role)
    if (known === undefined || mappedAt > known) latest.set(role, mappedAt)
  }
  return [...latest].map(([role, mappedAt]) => ({ role, mappedAt }))
}

const keyOf = ({ group, role }: Mapping): string => JSON.stringify([group, role])

/**
 * A list of groups and roles as it is to be kept after a change at `now`: what stood in it before keeps its moment, in
 * whatever order, and what did not is said now. A line once more is no new word.
 */
export function mappingAfter(
  given: readonly Mapping[],
  { mapping, before }: Pick<RoleRules, 'mapping' | 'before'>,
  now: Date,
): readonly Required<KeptMapping>[] {
  const said = new Map(mapping.map((line) => [keyOf(line), saidAt(line, before)]))
  return given.map(({ group, role }) => ({
    group,
    role,
    setAt: (said.get(keyOf({ group, role })) ?? now).toISOString(),
  }))
}
