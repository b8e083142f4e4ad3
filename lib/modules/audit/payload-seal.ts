import type { Keyring } from '#lib/infra/auth/keys.ts'
import { openText, SealError, sealText, unwrapDataKey, type SealedPlace } from '#lib/infra/auth/seal.ts'
import type { Owner } from '#lib/core/scope.ts'
import { isRecord, jsonFromColumn } from '#lib/core/unsafe.ts'
import { hex, type PayloadPart, type SaltedValue } from './domain/record.ts'

/** The parts of a payload of version 2. */
export type PartName = 'actor' | 'about'

/** Where one part stands. */
export interface PartPlace {
  readonly owner: Owner
  readonly chain: string
  readonly seq: bigint
  readonly part: PartName
}

/** The key of a subject in one chain. */
export interface SubjectKey {
  readonly id: string
  readonly key: Uint8Array
}

/** A subject's key as it is stored; without `wrapped` its subject was erased. */
export interface WrappedKey {
  readonly id: string
  readonly wrapKeyId: string | null
  readonly wrapped: Uint8Array | null
}

const placeOf = ({ owner, chain, seq, part }: PartPlace): SealedPlace => ({
  owner,
  table: 'audit_payload',
  column: part,
  rowId: `${chain}/${seq}`,
})

/** Seals a part together with its salt: who cannot open it cannot guess it from its commitment either. */
export const sealPart = (key: SubjectKey, place: PartPlace, value: SaltedValue): Uint8Array<ArrayBuffer> =>
  sealText(key, placeOf(place), JSON.stringify({ salt: hex(value.salt), value: value.value }))

/** Unwraps a subject's key; null when it was thrown away. Throws SealError without the secret that wrapped it. */
export function unwrapSubjectKey(keyring: Keyring, owner: Owner, row: WrappedKey): SubjectKey | null {
  if (row.wrapped === null) return null
  const wrapping = keyring.wrapping.find((candidate) => candidate.id === row.wrapKeyId)
  if (wrapping === undefined)
    throw new SealError(
      `the key of subject ${row.id} was wrapped under a secret that this process does not have`,
    )
  return { id: row.id, key: unwrapDataKey(wrapping.key, owner, row.id, row.wrapped) }
}

/** Opens parts; keys are kept for the life of one reading only, so that an erased one is gone at once. */
export function partOpener(
  keyring: Keyring,
): (
  place: PartPlace,
  row: { readonly sealed: Uint8Array | null; readonly subject: WrappedKey } | undefined,
) => PayloadPart {
  const keys = new Map<string, SubjectKey | null>()
  const keyOf = (owner: Owner, subject: WrappedKey): SubjectKey | null => {
    const known = keys.get(subject.id)
    if (known !== undefined) return known
    const key = unwrapSubjectKey(keyring, owner, subject)
    keys.set(subject.id, key)
    return key
  }
  return (place, row) => {
    if (row === undefined || row.sealed === null) return 'erased'
    try {
      const key = keyOf(place.owner, row.subject)
      if (key === null) return 'erased'
      const opened: unknown = JSON.parse(openText(key.key, placeOf(place), row.sealed))
      if (!isRecord(opened) || typeof opened['salt'] !== 'string') return 'unreadable'
      return { salt: Buffer.from(opened['salt'], 'hex'), value: jsonFromColumn(opened['value']) }
    } catch (error) {
      if (error instanceof SealError) return 'unreadable'
      throw error
    }
  }
}
