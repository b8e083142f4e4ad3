import type { Tx } from '#lib/infra/db/index.ts'
import { createKeyring, type Keyring } from './keys.ts'
import { operatorOwner, unwrapDataKey, wrapDataKey } from './seal.ts'

/**
 * Secrets that were replaced are kept, wrapped under the present one: a credential that nobody has used since is still
 * found by its hash under the old pepper, and the audit chain before the rotation can still be checked. Whoever holds the
 * database alone opens none of them.
 */

const place = (id: string): string => `kept_secret|${id}`

/** Wraps a secret under the present one, in the form of the table. */
export const wrapSecret = (
  keyring: Keyring,
  secret: string,
): { id: string; wrapKeyId: string; wrapped: Uint8Array<ArrayBuffer> } => {
  const { id } = createKeyring(secret).wrapping[0]
  const [wrapping] = keyring.wrapping
  const wrapped = wrapDataKey(wrapping.key, operatorOwner, place(id), Buffer.from(secret, 'utf8'))
  return { id, wrapKeyId: wrapping.id, wrapped }
}

/** The secrets that were replaced and can be opened with this keyring, newest first. Runs as the role `auth`. */
export async function readKeptSecrets(tx: Tx, keyring: Keyring): Promise<readonly string[]> {
  const rows = await tx.keptSecret.findMany({ orderBy: { createdAt: 'desc' } })
  return rows.flatMap(({ id, wrapKeyId, wrapped }) => {
    const wrapping = keyring.wrapping.find((one) => one.id === wrapKeyId)
    if (wrapping === undefined) return []
    return [Buffer.from(unwrapDataKey(wrapping.key, operatorOwner, place(id), wrapped)).toString('utf8')]
  })
}

const known = new WeakMap<Keyring, readonly Keyring[]>()

/**
 * The keyring, the one beside it, and those of secrets that were replaced before: under which of them a stored hash was
 * made cannot be seen. Read once in the life of a process, which begins with its secrets. Runs as the role `auth`.
 */
export async function everyKeyring(tx: Tx, keyring: Keyring): Promise<readonly Keyring[]> {
  const before = known.get(keyring)
  if (before !== undefined) return before
  const kept = (await readKeptSecrets(tx, keyring)).map((secret) => createKeyring(secret))
  const all = [keyring, ...(keyring.second === null ? [] : [keyring.second]), ...kept]
  const distinct = all.filter(
    (one, index) => all.findIndex((other) => other.wrapping[0].id === one.wrapping[0].id) === index,
  )
  known.set(keyring, distinct)
  return distinct
}
