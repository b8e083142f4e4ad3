import { scopeOfOwner, type Owner } from '#lib/core/scope.ts'
import { newId, type Database } from '#lib/infra/db/index.ts'
import type { Keyring } from './keys.ts'
import {
  dataKeyIdOf,
  newDataKey,
  openText,
  SealError,
  sealText,
  unwrapDataKey,
  wrapDataKey,
  type SealedPlace,
} from './seal.ts'

/** Seals and opens secrets with the data key of their owner. Never call it inside a transaction: it opens its own. */
export interface Sealer {
  /** Seals a text for one place in the database. */
  seal(place: SealedPlace, text: string): Promise<Uint8Array<ArrayBuffer>>
  /** Opens sealed bytes; throws SealError when they stand at another place than they were sealed for. */
  open(place: SealedPlace, sealed: Uint8Array): Promise<string>
}

interface DataKey {
  readonly id: string
  readonly key: Uint8Array
}

const sameOwner = (owner: Owner): { platformId: string | null; tenantId: string | null } => ({
  platformId: owner.platformId,
  tenantId: owner.tenantId,
})

/** Makes the sealer of a process. Unwrapped data keys are kept in memory for its life, by their id. */
export function createSealer(database: Database, keyring: Keyring): Sealer {
  const unwrapped = new Map<string, Uint8Array>()

  const unwrap = (owner: Owner, row: { id: string; wrapKeyId: string; wrapped: Uint8Array }): DataKey => {
    const wrapping = keyring.wrapping.find((candidate) => candidate.id === row.wrapKeyId)
    if (wrapping === undefined) {
      throw new SealError(`data key ${row.id} was wrapped under a secret that this process does not have`)
    }
    const key = unwrapDataKey(wrapping.key, owner, row.id, row.wrapped)
    unwrapped.set(row.id, key)
    return { id: row.id, key }
  }

  /** The newest data key of an owner, made at its first use. Two made at once do no harm: each blob names its own. */
  const currentKey = async (owner: Owner): Promise<DataKey> =>
    await database.withScope(scopeOfOwner(owner), async (tx) => {
      const row = await tx.dataKey.findFirst({
        where: sameOwner(owner),
        orderBy: [{ createdAt: 'desc' }, { id: 'desc' }],
      })
      if (row !== null) return unwrap(owner, row)
      const id = newId()
      const key = newDataKey()
      const [wrapping] = keyring.wrapping
      const wrapped = wrapDataKey(wrapping.key, owner, id, key)
      await tx.dataKey.create({
        data: { id, ...owner, wrapKeyId: wrapping.id, wrapped },
        select: { id: true },
      })
      return { id, key }
    })

  const keyById = async (owner: Owner, id: string): Promise<Uint8Array> => {
    const known = unwrapped.get(id)
    if (known !== undefined) return known
    const row = await database.withScope(
      scopeOfOwner(owner),
      async (tx) => await tx.dataKey.findFirst({ where: { id, ...sameOwner(owner) } }),
      { readOnly: true },
    )
    if (row === null) throw new SealError(`data key ${id} does not exist for this owner`)
    return unwrap(owner, row).key
  }

  return {
    async seal(place, text) {
      return sealText(await currentKey(place.owner), place, text)
    },
    async open(place, sealed) {
      return openText(await keyById(place.owner, dataKeyIdOf(sealed)), place, sealed)
    },
  }
}
