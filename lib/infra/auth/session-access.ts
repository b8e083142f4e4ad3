import { DomainError } from '#lib/core/errors.ts'
import type { Tx } from '#lib/infra/db/index.ts'

/**
 * Refuses a session of somebody who was switched off, or got another password, since they showed who they are; throws
 * `unauthenticated`.
 */
export async function requireUnchanged(
  tx: Tx,
  { memberId, passwordHash }: { readonly memberId: string; readonly passwordHash?: string | undefined },
): Promise<void> {
  const account = await tx.member.findUnique({
    where: { id: memberId },
    select: { state: true, passwordHash: true },
  })
  const isSame = passwordHash === undefined || passwordHash === account?.passwordHash
  if (account?.state === 'active' && isSame) return
  throw new DomainError('unauthenticated', 'Your access changed while you signed in. Sign in again.')
}

/** From where a member signed in before, as far as it is still on record. */
export const earlierSessionsOf = async (
  tx: Tx,
  memberId: string,
): Promise<readonly { readonly ip: string | null; readonly userAgent: string | null }[]> =>
  await tx.session.findMany({
    where: { memberId },
    distinct: ['ip', 'userAgent'],
    orderBy: { createdAt: 'desc' },
    take: 1000,
    select: { ip: true, userAgent: true },
  })
