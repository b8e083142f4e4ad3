import {
  createHash,
  createHmac,
  createPrivateKey,
  createPublicKey,
  hkdfSync,
  sign,
  verify,
  type KeyObject,
} from 'node:crypto'
import { sameBytes, type ChainCrypto } from './domain/record.ts'

/** What precedes the 32 bytes of an Ed25519 seed in PKCS #8 (RFC 8410, §7). */
const PKCS8_PREFIX = Buffer.from('302e020100300506032b657004220420', 'hex')
/** Bytes before the key in the public form (SPKI) of Ed25519. */
const SPKI_PREFIX_BYTES = 12

/** The keys of the chains that one secret gives; each under its own label, none is ever stored. */
interface ChainKeys {
  readonly mac: Uint8Array
  readonly signing: KeyObject
  readonly verifying: KeyObject
}

/** HKDF-SHA-256 (RFC 5869) of the secret. */
const derive = (secret: string, label: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', secret, '', label, 32))

function chainKeys(secret: string): ChainKeys {
  const seed = derive(secret, 'bailiwick/audit-signing')
  const signing = createPrivateKey({
    key: Buffer.concat([PKCS8_PREFIX, seed]),
    format: 'der',
    type: 'pkcs8',
  })
  return { mac: derive(secret, 'bailiwick/audit'), signing, verifying: createPublicKey(signing) }
}

const rawKey = (key: KeyObject): Buffer =>
  key.export({ format: 'der', type: 'spki' }).subarray(SPKI_PREFIX_BYTES)

/** Names a public key: the first eight bytes of its SHA-256, as hex. */
const keyIdOf = (raw: Uint8Array): string => createHash('sha256').update(raw).digest('hex').slice(0, 16)

/** The public half of the signing key, as people carry it outside: the 32 bytes in base64. */
export interface PublicAuditKey {
  readonly id: string
  readonly key: string
}

/** The chain's hashes and signatures; what secrets that were replaced have made is recognised where it may stand. */
export interface AuditCrypto extends ChainCrypto {
  readonly publicKey: PublicAuditKey
  /** The public keys with which a stranger checks the chains: those that were replaced first, the present one last. */
  readonly publicKeys: readonly PublicAuditKey[]
  /** Keyed digest of an address, under which payloads about somebody without an account stand. */
  addressDigest(address: string): string
  /** The same under every secret: first the present one. */
  addressDigests(address: string): readonly string[]
}

/** The secrets of an installation. */
export interface ChainSecrets {
  readonly present: string
  /** The one beside it while it is replaced: older or newer, other processes may work under it. */
  readonly second?: string | undefined
  /** Those that were replaced, oldest first. */
  readonly replaced?: readonly string[]
}

/** Makes the crypto of the chains from the secrets of the installation. */
export function chainCrypto({ present, second, replaced = [] }: ChainSecrets): AuditCrypto {
  const beside = second === undefined ? [] : [second]
  const keys = chainKeys(present)
  const current = [keys, ...beside.map(chainKeys)]
  const before = replaced.map(chainKeys)
  /** In the order of time; which of the current two is the older one is not known. */
  const inTime = [...before.map((one) => [one]), current]
  const hmac = (key: Uint8Array, text: string): Buffer => createHmac('sha256', key).update(text).digest()
  const isMacOf = (some: readonly ChainKeys[], text: string, mac: Uint8Array): boolean =>
    some.some((one) => sameBytes(hmac(one.mac, text), mac))
  const addressKeys = [present, ...beside, ...replaced.toReversed()].map((one) =>
    derive(one, 'bailiwick/audit-address'),
  )
  const addressDigests = (address: string): string[] =>
    addressKeys.map((key) => hmac(key, address).toString('hex').slice(0, 32))
  return {
    mac: (text) => hmac(keys.mac, text),
    isMac: (text, mac) => isMacOf([...current, ...before], text, mac),
    isSeal: (text, mac) => isMacOf(current, text, mac),
    digest: (text) => createHash('sha256').update(text).digest(),
    commit: (salt, payload) => createHash('sha256').update(salt).update(payload).digest(),
    sign: (text) => sign(null, Buffer.from(text), keys.signing),
    signerOf(text, signature, from) {
      const bytes = Buffer.from(text)
      const isBy = (some: readonly ChainKeys[]): boolean =>
        some.some((one) => verify(null, bytes, one.verifying, signature))
      const later = inTime.findIndex((some, index) => index >= from && isBy(some))
      return later === -1 ? inTime.findIndex((some, index) => index < from && isBy(some)) : later
    },
    publicKey: publicKeyOf(keys),
    publicKeys: [...before, keys].map(publicKeyOf),
    addressDigest: (address) => addressDigests(address)[0] ?? '',
    addressDigests,
  }
}

function publicKeyOf({ verifying }: ChainKeys): PublicAuditKey {
  const raw = rawKey(verifying)
  return { id: keyIdOf(raw), key: raw.toString('base64') }
}
