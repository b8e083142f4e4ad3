import { isUuid } from '#lib/core/ids.ts'
import { endSessionsOf } from '#lib/infra/auth/session.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'
import { endPending } from './end-pending.ts'
import { NO_FACTORS } from './domain/no-factors.ts'

/** Whose access is recovered. */
export interface RecoveredMember {
  readonly id: string
  readonly name: string
  readonly email: string
}

const WHO = { id: true, name: true, email: true } as const

/** The member with this address or id, or null. Looks as the role `auth`. */
export const findRecoverable = async (database: Database, named: string): Promise<RecoveredMember | null> =>
  await database.asAuth(
    async (tx) =>
      await tx.member.findFirst({
        where: isUuid(named) ? { id: named } : { email: named.normalize('NFKC').trim().toLowerCase() },
        select: WHO,
      }),
  )

/**
 * Takes password and every second factor away, lifts the wait after wrong attempts, and ends all sessions and what waits in
 * mailboxes; returns how many sessions. A password alone would open the account to whoever knows it.
 */
export async function resetAccess(auth: Tx, memberId: string, now: Date): Promise<number> {
  await auth.recoveryCode.deleteMany({ where: { memberId } })
  await auth.passkey.deleteMany({ where: { memberId } })
  await auth.member.update({
    where: { id: memberId },
    data: NO_FACTORS,
    select: { id: true },
  })
  await endPending(auth, memberId, now)
  return await endSessionsOf(auth, memberId, now, { reason: 'factor' })
}

/** Keeps a link, and ends those before it. */
export async function insertRecoveryLink(
  auth: Tx,
  link: { tokenHash: Uint8Array<ArrayBuffer>; memberId: string; createdAt: Date; expiresAt: Date },
): Promise<void> {
  await auth.recoveryLink.updateMany({
    where: { memberId: link.memberId, usedAt: null },
    data: { usedAt: link.createdAt },
  })
  await auth.recoveryLink.create({ data: link, select: { memberId: true } })
}

/** Whose link this is while it is good; null when it is used, over or unknown. */
export async function findRecoveryLink(
  database: Database,
  tokenHashes: Uint8Array<ArrayBuffer>[],
  now: Date,
): Promise<RecoveredMember | null> {
  return await database.asAuth(async (tx) => {
    const found = await tx.recoveryLink.findFirst({
      where: { tokenHash: { in: tokenHashes }, usedAt: null, expiresAt: { gt: now } },
      select: { member: { select: WHO } },
    })
    return found?.member ?? null
  })
}

/** Uses a link up and sets the password; false when somebody was quicker. */
export async function claimRecoveryLink(
  auth: Tx,
  {
    tokenHashes,
    passwordHash,
    now,
  }: { tokenHashes: Uint8Array<ArrayBuffer>[]; passwordHash: string; now: Date },
): Promise<boolean> {
  const { count } = await auth.recoveryLink.updateMany({
    where: { tokenHash: { in: tokenHashes }, usedAt: null, expiresAt: { gt: now } },
    data: { usedAt: now },
  })
  if (count === 0) return false
  const link = await auth.recoveryLink.findFirstOrThrow({
    where: { tokenHash: { in: tokenHashes } },
    select: { memberId: true },
  })
  await auth.member.update({ where: { id: link.memberId }, data: { passwordHash }, select: { id: true } })
  await endPending(auth, link.memberId, now)
  await endSessionsOf(auth, link.memberId, now, { reason: 'password' })
  return true
}

/** The addresses of all operator admins. */
export async function findOperatorAdmins(tx: Tx): Promise<string[]> {
  const rows = await tx.roleBinding.findMany({
    where: { role: 'operator_admin', platformId: null, tenantId: null },
    select: { member: { select: { email: true, state: true } } },
  })
  return [
    ...new Set(rows.filter(({ member }) => member.state === 'active').map(({ member }) => member.email)),
  ]
}

/** A member as an operator sees one, or null. */
export const findNamedMember = async (tx: Tx, id: string): Promise<RecoveredMember | null> =>
  await tx.member.findUnique({ where: { id }, select: WHO })
