import type { Keyring } from '#lib/infra/auth/keys.ts'
import { newDataKey, wrapDataKey } from '#lib/infra/auth/seal.ts'
import { newId, type Tx } from '#lib/infra/db/index.ts'
import type { Owner } from '#lib/core/scope.ts'
import { unwrapSubjectKey, type SubjectKey } from './payload-seal.ts'

/**
 * The keys of subjects in one chain, made at their first use. The caller holds the lock of the chain's head. Null for a
 * subject that was erased: what is recorded about it from then on is not kept.
 */
export async function subjectKeys(
  tx: Tx,
  keyring: Keyring,
  wanted: { readonly chain: string; readonly owner: Owner; readonly refs: readonly string[] },
): Promise<ReadonlyMap<string, SubjectKey | null>> {
  const { chain, owner, refs } = wanted
  const rows = await tx.auditSubject.findMany({
    where: { chain, ref: { in: [...refs] } },
    select: { id: true, ref: true, wrapKeyId: true, wrapped: true },
  })
  const keys = new Map(rows.map((row) => [row.ref, unwrapSubjectKey(keyring, owner, row)]))
  const [wrapping] = keyring.wrapping
  const made = [...new Set(refs)]
    .filter((ref) => !keys.has(ref))
    .map((ref) => {
      const fresh = { id: newId(), key: newDataKey() }
      keys.set(ref, fresh)
      const wrapped = wrapDataKey(wrapping.key, owner, fresh.id, fresh.key)
      return { chain, ref, id: fresh.id, ...owner, wrapKeyId: wrapping.id, wrapped }
    })
  if (made.length > 0) await tx.auditSubject.createMany({ data: made })
  return keys
}

/** Wraps the keys of subjects anew that stand under another key than the present one; returns how many. */
export async function rewrapSubjects(tx: Tx, keyring: Keyring): Promise<number> {
  const [wrapping] = keyring.wrapping
  const rows = await tx.auditSubject.findMany({
    where: { wrapped: { not: null }, wrapKeyId: { not: wrapping.id } },
    select: {
      chain: true,
      ref: true,
      id: true,
      platformId: true,
      tenantId: true,
      wrapKeyId: true,
      wrapped: true,
    },
  })
  for (const row of rows) {
    const subject = unwrapSubjectKey(keyring, row, row)
    if (subject === null) continue
    await tx.auditSubject.updateMany({
      where: { chain: row.chain, ref: row.ref, wrapKeyId: row.wrapKeyId },
      data: { wrapKeyId: wrapping.id, wrapped: wrapDataKey(wrapping.key, row, row.id, subject.key) },
    })
  }
  return rows.length
}

/** How many keys of subjects stand under another wrapping key than the present one. */
export const countForeignSubjects = async (tx: Tx, keyring: Keyring): Promise<number> =>
  await tx.auditSubject.count({
    where: { wrapped: { not: null }, wrapKeyId: { not: keyring.wrapping[0].id } },
  })
