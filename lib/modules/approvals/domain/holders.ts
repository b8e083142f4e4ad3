import { grantOf, type Permission, type Role } from '#lib/core/permissions.ts'
import { contains, type Scope } from '#lib/core/scope.ts'

/** A role that a member holds somewhere; expired ones and those of disabled members are left out before. */
export interface HeldRole {
  readonly memberId: string
  readonly role: Role
  readonly scope: Scope
}

/** What is asked for, where, and by whom. */
export interface Asked {
  readonly permission: Permission
  readonly scope: Scope
  readonly requestedBy: string
}

const grants = (role: Role, permission: Permission): boolean => {
  const grant = grantOf(role, permission)
  return grant !== null && grant !== 'own'
}

/** Members with a binding at or above the scope that grants what is asked for, for more than their own things. */
export const holdersOf = (held: readonly HeldRole[], permission: Permission, scope: Scope): Set<string> =>
  new Set(
    held
      .filter((one) => contains(one.scope, scope) && grants(one.role, permission))
      .map((one) => one.memberId),
  )

/**
 * Who may be the second person: another holder of the same permission in that scope who may approve there. Nobody is their
 * own second person.
 */
export function secondPersons(held: readonly HeldRole[], asked: Asked): string[] {
  const approvers = holdersOf(held, 'request:approve', asked.scope)
  return [...holdersOf(held, asked.permission, asked.scope)].filter(
    (id) => id !== asked.requestedBy && approvers.has(id),
  )
}

/** Members who are operator admin. */
export const operatorAdmins = (held: readonly HeldRole[]): string[] => [
  ...new Set(held.filter((one) => one.role === 'operator_admin').map((one) => one.memberId)),
]
