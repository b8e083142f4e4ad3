import { isRole } from '#lib/core/permissions.ts'
import type { ScimGroupRow } from './group-repository.ts'
import type { ScimUserRow } from './repository.ts'
import type { ScimTokenRow } from './token-repository.ts'
import type { ScimGroupView, ScimTokenView, ScimUserView } from './schemas.ts'

/** A token as it is shown; the credential before the last rotation only while it is taken. */
export const toTokenView = (row: ScimTokenRow, now: Date): ScimTokenView => ({
  id: row.id,
  name: row.name,
  hint: row.hint,
  createdAt: row.createdAt.toISOString(),
  makerUntil: row.makerUntil?.toISOString() ?? null,
  expiresAt: row.expiresAt?.toISOString() ?? null,
  lastUsedAt: row.lastUsedAt?.toISOString() ?? null,
  previousUntil:
    row.previousUntil !== null && row.previousUntil > now ? row.previousUntil.toISOString() : null,
  revokedAt: row.revokedAt?.toISOString() ?? null,
})

/** A group as it is shown. */
export const toGroupView = (row: ScimGroupRow): ScimGroupView => ({
  id: row.id,
  displayName: row.displayName,
  members: row.members.length,
  role: row.role !== null && isRole(row.role) ? row.role : null,
})

/** A user as it is shown, with the roles that groups give. */
export const toUserView = (row: ScimUserRow): ScimUserView => ({
  id: row.id,
  userName: row.userName,
  name: row.displayName,
  active: row.active,
  memberId: row.memberId,
  roles: [...new Set(row.groups.flatMap(({ role }) => (role === null ? [] : [role])))],
  updatedAt: row.updatedAt.toISOString(),
})
