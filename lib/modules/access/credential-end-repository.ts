import type { Tx } from '#lib/infra/db/index.ts'

/** Most credentials that are looked at in one run; what is left comes in the next. */
const MOST = 500

const ENDING = {
  id: true,
  name: true,
  platformId: true,
  tenantId: true,
  createdAt: true,
  expiresAt: true,
  toldDays: true,
} as const

/** What ends by itself and belongs to a scope instead of a member. */
export type EndingKind = 'source' | 'scim_token'

/** A source or a provisioning token with an end. */
export interface EndingCredentialRow {
  readonly id: string
  readonly name: string
  readonly platformId: string
  readonly tenantId: string | null
  readonly createdAt: Date
  readonly expiresAt: Date | null
  readonly toldDays: number | null
}

/** Those that end after `from`, at `until` at the latest, and were not revoked. */
export async function findEndingCredentials(
  tx: Tx,
  kind: EndingKind,
  { from, until }: { readonly from: Date; readonly until: Date },
): Promise<EndingCredentialRow[]> {
  const query = {
    where: { revokedAt: null, expiresAt: { gt: from, lte: until } },
    orderBy: { id: 'asc' },
    take: MOST,
    select: ENDING,
  } as const
  return kind === 'source' ? await tx.source.findMany(query) : await tx.scimToken.findMany(query)
}

/** Those that have ended, and of which that does not stand on record. */
export async function findEndedCredentials(
  tx: Tx,
  kind: EndingKind,
  now: Date,
): Promise<EndingCredentialRow[]> {
  const query = {
    where: { revokedAt: null, endedAt: null, expiresAt: { lte: now } },
    orderBy: { id: 'asc' },
    take: MOST,
    select: ENDING,
  } as const
  return kind === 'source' ? await tx.source.findMany(query) : await tx.scimToken.findMany(query)
}

/** Notes that people are told of an end; false when somebody else did so meanwhile. */
export async function noteEndTold(
  tx: Tx,
  kind: EndingKind,
  { id, toldDays }: EndingCredentialRow,
  days: number,
): Promise<boolean> {
  const change = { where: { id, toldDays }, data: { toldDays: days } }
  const { count } =
    kind === 'source' ? await tx.source.updateMany(change) : await tx.scimToken.updateMany(change)
  return count === 1
}

/** Notes that an end stands on record; false when somebody else did so meanwhile. */
export async function noteEnded(
  tx: Tx,
  kind: EndingKind,
  { id }: EndingCredentialRow,
  now: Date,
): Promise<boolean> {
  const change = { where: { id, endedAt: null }, data: { endedAt: now } }
  const { count } =
    kind === 'source' ? await tx.source.updateMany(change) : await tx.scimToken.updateMany(change)
  return count === 1
}
