import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'

/** Most bindings that are looked at in one run; what is left comes in the next. */
const MOST = 500

const ROLE = {
  id: true,
  role: true,
  platformId: true,
  tenantId: true,
  createdAt: true,
  expiresAt: true,
  toldDays: true,
  memberId: true,
  member: { select: { id: true, name: true, email: true } },
} as const

/** Roles of active members that end between two moments. */
export const findEndingRoles = async (tx: Tx, from: Date, until: Date) =>
  await tx.roleBinding.findMany({
    where: { expiresAt: { gt: from, lte: until }, member: { state: 'active' } },
    orderBy: { id: 'asc' },
    select: ROLE,
  })

/** Roles that are over, and of which that does not stand on record. */
export const findEndedRoles = async (tx: Tx, now: Date) =>
  await tx.roleBinding.findMany({
    where: { expiresAt: { lte: now }, endedAt: null },
    orderBy: { id: 'asc' },
    take: MOST,
    select: ROLE,
  })

/** A role with an end. */
export type EndingRoleRow = Awaited<ReturnType<typeof findEndingRoles>>[number]

/** Notes that people are told of an end; false when somebody else did so meanwhile, or the end was moved. */
export const noteRoleTold = async (
  tx: Tx,
  { id, toldDays, expiresAt }: EndingRoleRow,
  days: number,
): Promise<boolean> =>
  (await tx.roleBinding.updateMany({ where: { id, toldDays, expiresAt }, data: { toldDays: days } }))
    .count === 1

/** Notes that an end stands on record; false when somebody else did so meanwhile, or the end was moved. */
export const noteRoleEnded = async (tx: Tx, { id, expiresAt }: EndingRoleRow, now: Date): Promise<boolean> =>
  (await tx.roleBinding.updateMany({ where: { id, endedAt: null, expiresAt }, data: { endedAt: now } }))
    .count === 1

/** Active members who hold one of these roles in a scope or above it. */
export const findHoldersAbove = async (
  tx: Tx,
  { platformId, tenantId }: Owner,
  { roles, now }: { readonly roles: readonly string[]; readonly now: Date },
) =>
  await tx.roleBinding.findMany({
    where: {
      role: { in: [...roles] },
      member: { state: 'active' },
      AND: [
        { OR: [{ platformId: null }, { platformId, tenantId: null }, { platformId, tenantId }] },
        { OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] },
      ],
    },
    orderBy: { id: 'asc' },
    select: { platformId: true, tenantId: true, member: { select: { id: true, name: true, email: true } } },
  })

/** Moves the end of a role: people are told anew, and what ended begins again. */
export const moveRoleEnd = async (tx: Tx, id: string, expiresAt: Date | null): Promise<void> => {
  await tx.roleBinding.update({
    where: { id },
    data: { expiresAt, toldDays: null, endedAt: null },
    select: { id: true },
  })
}
