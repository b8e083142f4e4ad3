import { isRole } from '#lib/core/permissions.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { notOver, type Database, type Tx } from '#lib/infra/db/index.ts'
import type { HeldRole } from './domain/holders.ts'

/**
 * Every role that an active member holds at `now`. Read as `auth`: in the scope of a tenant nobody sees who stands above it,
 * and yet they are its second persons.
 */
export async function readHeldRoles(database: Database, now: Date): Promise<HeldRole[]> {
  const rows = await database.asAuth(async (tx) => await findBindings(tx, now))
  return rows.flatMap(({ memberId, role, ...owner }) =>
    isRole(role) ? [{ memberId, role, scope: scopeOfOwner(owner) }] : [],
  )
}

const findBindings = async (tx: Tx, now: Date) =>
  await tx.roleBinding.findMany({
    where: { member: { state: 'active' }, ...notOver(now) },
    select: { memberId: true, role: true, platformId: true, tenantId: true },
  })
