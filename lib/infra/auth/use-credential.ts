import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'

/** Credentials are noted as used at most this often, unless the address changes. */
const TOUCH_MS = 60_000

/** A credential that was shown. */
export interface Shown {
  readonly hash: Uint8Array<ArrayBuffer>
  readonly now: Date
  /** Address that showed it; null where none is known. */
  readonly address: string | null
}

/** The API key of a credential. */
export interface UsedKey extends Owner {
  readonly id: string
  readonly name: string
  readonly permissions: readonly string[]
  readonly memberId: string | null
}

/** What a source's credential fixes. */
export interface SourceIdentity {
  readonly sourceId: string
  readonly name: string
  readonly platformId: string
  /** Null for a source of a platform. */
  readonly tenantId: string | null
  /** For a source of a platform: the label whose value names the tenant; null when all belongs to the platform. */
  readonly tenantLabel: string | null
  readonly plan: string
}

/** The rows that this credential opens: by the present one, or by the one before it while both work. */
const opens = ({ hash, now }: Shown) => ({ OR: [{ hash }, { oldHash: hash, oldUntil: { gt: now } }] })

interface Used {
  readonly lastUsedAt: Date | null
  readonly lastUsedIp: string | null
  readonly oldHash: Uint8Array | null
  readonly oldUsedAt: Date | null
}

const isStale = (at: Date | null, now: Date): boolean =>
  at === null || now.getTime() - at.getTime() >= TOUCH_MS

/** What is to be noted about the use of a credential; null when it was noted a moment ago. */
function noteOf(row: Used, { hash, now, address }: Shown) {
  const isOld = row.oldHash !== null && Buffer.from(row.oldHash).equals(hash)
  const hasMoved = address !== null && address !== row.lastUsedIp
  if (!isStale(isOld ? row.oldUsedAt : row.lastUsedAt, now) && !hasMoved) return null
  return {
    lastUsedAt: now,
    ...(address === null ? {} : { lastUsedIp: address }),
    ...(isOld ? { oldUsedAt: now } : {}),
  }
}

const USED = { lastUsedAt: true, lastUsedIp: true, oldHash: true, oldUsedAt: true } as const

/** Finds the API key of a credential and notes that it was used; null when it is unknown, revoked, expired or replaced. */
export async function useApiKey(tx: Tx, shown: Shown): Promise<UsedKey | null> {
  const alive = { OR: [{ expiresAt: null }, { expiresAt: { gt: shown.now } }] }
  const found = await tx.apiKey.findFirst({
    where: { revokedAt: null, AND: [opens(shown), alive] },
    select: {
      id: true,
      name: true,
      platformId: true,
      tenantId: true,
      permissions: true,
      memberId: true,
      ...USED,
    },
  })
  const note = found === null ? null : noteOf(found, shown)
  if (found !== null && note !== null) {
    await tx.apiKey.updateMany({ where: { id: found.id }, data: note })
  }
  return found
}

/** Finds the source of a credential and notes that it was used; null when it is unknown, revoked or replaced. */
export async function useSource(tx: Tx, shown: Shown): Promise<SourceIdentity | null> {
  const found = await tx.source.findFirst({
    where: { revokedAt: null, ...opens(shown) },
    select: {
      id: true,
      name: true,
      platformId: true,
      tenantId: true,
      tenantLabel: true,
      plan: true,
      ...USED,
    },
  })
  if (found === null) return null
  const note = noteOf(found, shown)
  if (note !== null) await tx.source.updateMany({ where: { id: found.id }, data: note })
  const { id, name, platformId, tenantId, tenantLabel, plan } = found
  return { sourceId: id, name, platformId, tenantId, tenantLabel, plan }
}
