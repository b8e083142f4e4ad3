import type { Keyring } from '#lib/infra/auth/keys.ts'
import { wrapSecret } from '#lib/infra/auth/kept-secrets.ts'
import type { Database, Tx } from '#lib/infra/db/index.ts'

/** Data keys that are wrapped under another key than `wrapKeyId`, at most `limit`. */
export const findForeignDataKeys = async (tx: Tx, wrapKeyId: string, limit: number) =>
  await tx.dataKey.findMany({
    where: { wrapKeyId: { not: wrapKeyId } },
    orderBy: { id: 'asc' },
    take: limit,
    select: { id: true, platformId: true, tenantId: true, wrapKeyId: true, wrapped: true },
  })

/** Puts a data key under another wrapping key, unless somebody else has just done so. */
export const storeWrapped = async (
  tx: Tx,
  key: {
    readonly id: string
    readonly from: string
    readonly to: string
    readonly wrapped: Uint8Array<ArrayBuffer>
  },
): Promise<boolean> =>
  (
    await tx.dataKey.updateMany({
      where: { id: key.id, wrapKeyId: key.from },
      data: { wrapKeyId: key.to, wrapped: key.wrapped },
    })
  ).count === 1

/** How many data keys stand under each wrapping key. */
export const countDataKeys = async (tx: Tx): Promise<ReadonlyMap<string, number>> =>
  new Map(
    (await tx.dataKey.groupBy({ by: ['wrapKeyId'], _count: true })).map((row) => [row.wrapKeyId, row._count]),
  )

/** Keeps secrets that were replaced, wrapped under the present one; those that are kept already are wrapped anew. */
export async function keepSecrets(auth: Tx, keyring: Keyring, secrets: readonly string[]): Promise<void> {
  for (const secret of secrets) {
    const { id, wrapKeyId, wrapped } = wrapSecret(keyring, secret)
    await auth.keptSecret.upsert({
      where: { id },
      create: { id, wrapKeyId, wrapped },
      update: { wrapKeyId, wrapped },
      select: { id: true },
    })
  }
}

/** The secrets that are kept, and the credentials that nobody has used since the newest one of them was. */
export const findKeptUse = async (database: Database) =>
  await database.asAuth(async (auth) => {
    const kept = await findKept(auth)
    const newest = kept.at(-1)
    const unused =
      newest === undefined ? { keys: 0, sources: 0 } : await countUnusedSince(auth, newest.createdAt)
    return { kept, unused }
  })

/** The secrets that are kept: the id of each, since when, and under which it is wrapped. */
const findKept = async (auth: Tx) =>
  await auth.keptSecret.findMany({
    orderBy: { createdAt: 'asc' },
    select: { id: true, wrapKeyId: true, createdAt: true },
  })

/** Credentials that nobody has used since `since`: they are still stored under the pepper of the secret before. */
async function countUnusedSince(auth: Tx, since: Date): Promise<{ keys: number; sources: number }> {
  const where = {
    createdAt: { lt: since },
    revokedAt: null,
    AND: [
      { OR: [{ lastUsedAt: null }, { lastUsedAt: { lt: since } }] },
      { OR: [{ rotatedAt: null }, { rotatedAt: { lt: since } }] },
    ],
  }
  return { keys: await auth.apiKey.count({ where }), sources: await auth.source.count({ where }) }
}
