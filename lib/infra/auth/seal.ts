import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { scopeKey, scopeOfOwner, type Owner } from '#lib/core/scope.ts'

/** Where a sealed value stands. It opens at this place only: moved to another row, column or tenant it stays shut. */
export interface SealedPlace {
  /** Whose data key seals it. Secrets of members belong to the operator: a member is nobody's row. */
  readonly owner: Owner
  readonly table: string
  readonly column: string
  readonly rowId: string
}

/** The owner columns of what belongs to the installation as a whole. */
export const operatorOwner: Owner = { platformId: null, tenantId: null }

/** Thrown when sealed bytes do not open: they were moved, changed, or sealed under a key that is not there. */
export class SealError extends Error {
  override name = 'SealError'
}

const FORMAT = 1
const NONCE_BYTES = 12
const TAG_BYTES = 16
const KEY_ID_BYTES = 16
const KEY_BYTES = 32

const ownerName = (owner: Owner): string => scopeKey(scopeOfOwner(owner))
const placeName = (place: SealedPlace): string =>
  [ownerName(place.owner), place.table, place.column, place.rowId].join('|')

/** A fresh data key: 256 random bits. */
export const newDataKey = (): Uint8Array => randomBytes(KEY_BYTES)

/** AES-256-GCM under a random 96-bit nonce: nonce ‖ ciphertext ‖ tag. `context` must be the same to open it. */
function encrypt(key: Uint8Array, context: string, plain: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv('aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES })
  cipher.setAAD(Buffer.from(context))
  return Buffer.concat([nonce, cipher.update(plain), cipher.final(), cipher.getAuthTag()])
}

function decrypt(key: Uint8Array, context: string, sealed: Uint8Array): Buffer {
  if (sealed.length < NONCE_BYTES + TAG_BYTES) throw new SealError('the sealed bytes are cut off')
  const decipher = createDecipheriv('aes-256-gcm', key, sealed.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(Buffer.from(context))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(NONCE_BYTES, -TAG_BYTES)), decipher.final()])
  } catch (error) {
    throw new SealError('the sealed bytes do not belong here, or were changed', { cause: error })
  }
}

/** Wraps a data key, bound to its own id and to its owner. */
export const wrapDataKey = (
  wrapping: Uint8Array,
  owner: Owner,
  keyId: string,
  dataKey: Uint8Array,
): Uint8Array<ArrayBuffer> =>
  new Uint8Array(encrypt(wrapping, `data_key|${ownerName(owner)}|${keyId}`, dataKey))

/** Unwraps a data key; throws SealError when it was wrapped for another owner or under another key. */
export const unwrapDataKey = (
  wrapping: Uint8Array,
  owner: Owner,
  keyId: string,
  wrapped: Uint8Array,
): Uint8Array => decrypt(wrapping, `data_key|${ownerName(owner)}|${keyId}`, wrapped)

/** Seals a text for one place: format byte ‖ id of the data key ‖ nonce ‖ ciphertext ‖ tag. */
export function sealText(
  key: { readonly id: string; readonly key: Uint8Array },
  place: SealedPlace,
  text: string,
): Uint8Array<ArrayBuffer> {
  const id = Buffer.from(key.id.replaceAll('-', ''), 'hex')
  return new Uint8Array(
    Buffer.concat([Buffer.of(FORMAT), id, encrypt(key.key, placeName(place), Buffer.from(text, 'utf8'))]),
  )
}

/** The id of the data key that sealed these bytes; throws SealError for anything that `sealText` did not make. */
export function dataKeyIdOf(sealed: Uint8Array): string {
  if (sealed[0] !== FORMAT || sealed.length < 1 + KEY_ID_BYTES)
    throw new SealError('these bytes were not sealed by us')
  const hex = Buffer.from(sealed.subarray(1, 1 + KEY_ID_BYTES)).toString('hex')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5')
}

/** Opens what `sealText` sealed for the same place; throws SealError for any other place. */
export const openText = (key: Uint8Array, place: SealedPlace, sealed: Uint8Array): string =>
  decrypt(key, placeName(place), sealed.subarray(1 + KEY_ID_BYTES)).toString('utf8')
