import type { Owner } from '#lib/core/scope.ts'
import { dueWarning } from './key-life.ts'

const DAY_MS = 86_400_000

/** A role with an end. */
export interface EndingRole {
  readonly createdAt: Date
  readonly expiresAt: Date
  /** How many days before its end people were told last; null when they were not. */
  readonly toldDays: number | null
}

/**
 * The warning that is due for a role now, in days before its end: 7, then 1; null when none is, or it was given. A role that
 * was given for less than so many days ends as it was meant to: that is no news.
 */
export function dueRoleWarning({ createdAt, expiresAt, toldDays }: EndingRole, now: Date): number | null {
  const days = dueWarning(expiresAt, toldDays, now)
  if (days === null) return null
  return expiresAt.getTime() - createdAt.getTime() > days * DAY_MS ? days : null
}

/** How far up an owner stands: a tenant is nearest. */
const height = ({ platformId, tenantId }: Owner): number =>
  tenantId === null ? (platformId === null ? 2 : 1) : 0

/** Of those who may give a role in a scope, the ones who are bound nearest to it; nobody above is told beside them. */
export function nearest<T extends Owner>(holders: readonly T[]): readonly T[] {
  const lowest = Math.min(...holders.map(height))
  return holders.filter((one) => height(one) === lowest)
}
