import { networkKey } from '#lib/core/network.ts'
import type { Owner } from '#lib/core/scope.ts'
import type { Tx } from '#lib/infra/db/index.ts'

/** Credentials are noted as used at most this often, unless the address changes. */
const TOUCH_MS = 60_000

/** A credential that was shown. */
export interface Shown {
  /** What it may be stored as: under the present pepper first. */
  readonly hashes: readonly Uint8Array<ArrayBuffer>[]
  readonly now: Date
  /** Address that showed it; null where none is known. */
  readonly address: string | null
  /** True to take it only where its last use came from the network of this address; a refusal leaves no note. */
  readonly isKnownThere: boolean
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

/** What a provisioning token opens. */
export interface UsedToken extends Owner {
  readonly id: string
  readonly name: string
  readonly platformId: string
  /** The end of the role of whoever was shown its credential; null where that lasts. */
  readonly makerUntil: Date | null
}

/** The rows that this credential opens: by the present one, or by the one before it while both work. */
const opens = ({ hashes, now }: Shown) => {
  const any = { in: [...hashes] }
  return { OR: [{ hash: any }, { oldHash: any, oldUntil: { gt: now } }] }
}

/** Rows that have not ended by themselves. */
const notOver = ({ now }: Shown) => ({ OR: [{ expiresAt: null }, { expiresAt: { gt: now } }] })

interface Used {
  readonly lastUsedAt: Date | null
  readonly lastUsedIp: string | null
  readonly hash: Uint8Array
  readonly oldUsedAt: Date | null
}

const isStale = (at: Date | null, now: Date): boolean =>
  at === null || now.getTime() - at.getTime() >= TOUCH_MS

const isStrangeThere = ({ lastUsedIp }: Used, { address, isKnownThere }: Shown): boolean =>
  isKnownThere && (lastUsedIp === null || networkKey(lastUsedIp) !== networkKey(address))

/** What is to be noted about the use of a credential; null when it was noted a moment ago. */
function noteOf(row: Used, { hashes, now, address }: Shown) {
  const stored = Buffer.from(row.hash)
  const isOld = !hashes.some((hash) => stored.equals(hash))
  const [present] = hashes
  // Hashed under the pepper of a secret that was replaced: from now on it is found under the present one.
  const isOutdated = !isOld && present !== undefined && !stored.equals(present)
  const hasMoved = address !== null && address !== row.lastUsedIp
  const isDue = isStale(isOld ? row.oldUsedAt : row.lastUsedAt, now)
  if (!isDue && !hasMoved && !isOutdated) return null
  return {
    lastUsedAt: now,
    ...(address === null ? {} : { lastUsedIp: address }),
    ...(isOld ? { oldUsedAt: now } : {}),
    ...(isOutdated ? { hash: present } : {}),
  }
}

/** What is noted of a use. */
type Note = NonNullable<ReturnType<typeof noteOf>>

/** Finds the row of a credential and notes that it was used, whatever kind it is; null when there is none that works. */
async function use<Row extends Used & { readonly id: string }>(
  shown: Shown,
  find: () => Promise<Row | null>,
  write: (id: string, note: Note) => Promise<unknown>,
): Promise<Row | null> {
  const found = await find()
  if (found === null || isStrangeThere(found, shown)) return null
  const note = noteOf(found, shown)
  if (note !== null) await write(found.id, note)
  return found
}

const USED = { lastUsedAt: true, lastUsedIp: true, hash: true, oldUsedAt: true } as const

/** Finds the API key of a credential and notes that it was used; null when it is unknown, revoked, expired or replaced. */
export async function useApiKey(tx: Tx, shown: Shown): Promise<UsedKey | null> {
  const where = { revokedAt: null, AND: [opens(shown), notOver(shown)] }
  const columns = { id: true, name: true, platformId: true, tenantId: true } as const
  return await use(
    shown,
    async () =>
      await tx.apiKey.findFirst({
        where,
        select: { ...columns, permissions: true, memberId: true, ...USED },
      }),
    async (id, data) => await tx.apiKey.updateMany({ where: { id }, data }),
  )
}

/** Finds the source of a credential and notes that it was used; null when it is unknown, revoked, expired or replaced. */
export async function useSource(tx: Tx, shown: Shown): Promise<SourceIdentity | null> {
  const where = { revokedAt: null, AND: [opens(shown), notOver(shown)] }
  const columns = { id: true, name: true, platformId: true, tenantId: true } as const
  const found = await use(
    shown,
    async () =>
      await tx.source.findFirst({ where, select: { ...columns, tenantLabel: true, plan: true, ...USED } }),
    async (id, data) => await tx.source.updateMany({ where: { id }, data }),
  )
  if (found === null) return null
  const { id, name, platformId, tenantId, tenantLabel, plan } = found
  return { sourceId: id, name, platformId, tenantId, tenantLabel, plan }
}

/**
 * Finds the provisioning token of a credential and notes that it was used; null when it is unknown, revoked, expired or
 * replaced.
 */
export async function useScimToken(tx: Tx, shown: Shown): Promise<UsedToken | null> {
  const any = { in: [...shown.hashes] }
  const isOpened = { OR: [{ hash: any }, { previousHash: any, previousUntil: { gt: shown.now } }] }
  return await use(
    shown,
    async () => {
      const found = await tx.scimToken.findFirst({
        where: { revokedAt: null, AND: [isOpened, notOver(shown)] },
        select: {
          id: true,
          name: true,
          platformId: true,
          tenantId: true,
          makerUntil: true,
          lastUsedAt: true,
          hash: true,
        },
      })
      // Neither its address nor the use of the one before is kept apart of these.
      return found === null ? null : { ...found, lastUsedIp: null, oldUsedAt: found.lastUsedAt }
    },
    async (id, { lastUsedAt, hash }) =>
      await tx.scimToken.updateMany({
        where: { id },
        data: { lastUsedAt, ...(hash === undefined ? {} : { hash }) },
      }),
  )
}
