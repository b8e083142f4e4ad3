import type { Tx } from '#lib/infra/db/index.ts'
import type { Failures } from './domain/guessing.ts'

/* Everything here runs as the role `auth`. Keys are HMACs, so that the table names neither people nor addresses. */

/** What is counted: the HMAC of an account, a device or a network. */
export type GuessKey = Uint8Array<ArrayBuffer>

const textOf = (key: Uint8Array): string => Buffer.from(key).toString('base64')

/**
 * The failures of these keys in their order, locked until the transaction ends: attempts at the same moment are counted
 * one after another. Keys are locked in one order everywhere, so that no two transactions wait for each other.
 */
export async function lockFailures(tx: Tx, keys: readonly GuessKey[], now: Date): Promise<Failures[]> {
  const wanted = [...keys]
  await tx.$executeRaw`
    insert into guess_count (key, failed_count, seen_at)
    select key, 0, ${now} from unnest(${wanted}::bytea[]) as key order by key on conflict (key) do nothing`
  const rows = await tx.$queryRaw<
    { key: Uint8Array; failed_count: number; waits_until: Date | null; seen_at: Date }[]
  >`select key, failed_count, waits_until, seen_at from guess_count where key = any (${wanted}::bytea[])
    order by key for update`
  const found = new Map(rows.map((row) => [textOf(row.key), row]))
  return keys.map((key) => {
    const row = found.get(textOf(key))
    return {
      failedCount: row?.failed_count ?? 0,
      waitsUntil: row?.waits_until ?? null,
      seenAt: row?.seen_at ?? now,
    }
  })
}

/** Stores the failures of a key whose row this transaction has locked. */
export const storeFailures = async (
  tx: Tx,
  key: GuessKey,
  { failedCount, waitsUntil, seenAt }: Failures,
): Promise<void> => {
  await tx.guessCount.updateMany({ where: { key }, data: { failedCount, waitsUntil, seenAt } })
}

/** Forgets the failures of a key. The row stays: whoever waits for it would count in one that is gone. */
export const forgetFailures = async (tx: Tx, key: GuessKey): Promise<void> => {
  await tx.guessCount.updateMany({ where: { key }, data: { failedCount: 0, waitsUntil: null } })
}
