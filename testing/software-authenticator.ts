import { createHash, generateKeyPairSync, randomBytes, sign, type KeyObject } from 'node:crypto'
import { isoCBOR } from '@simplewebauthn/server/helpers'

/** Where a browser says that it is, and how its authenticator behaves. Left out, everything is as it should be. */
export interface Behaviour {
  readonly origin?: string
  readonly rpId?: string
  /** False for an authenticator that did not ask for a finger, a face or a PIN. */
  readonly isVerified?: boolean
  readonly isPresent?: boolean
  /** What the authenticator counts to; it counts up by itself otherwise, 0 for one that does not count. */
  readonly counter?: number
  readonly type?: string
  readonly isCrossOrigin?: boolean
  /** Signs with another key than the one that was registered. */
  readonly isForged?: boolean
}

/** What a server asks of an authenticator, as far as this one cares. */
export interface Asked {
  readonly challenge: string
}

/** A passkey as an authenticator keeps it. */
export interface SoftwarePasskey {
  /** What the browser hands over once the passkey is made. */
  readonly made: ReturnType<typeof attestation>
  /** What the browser hands over when it is shown. */
  readonly show: (asked: Asked, behaviour?: Behaviour) => ReturnType<typeof assertion>
}

const FLAG = { present: 0x01, verified: 0x04, attested: 0x40 }
const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url')
const sha256 = (bytes: Uint8Array | string): Buffer => createHash('sha256').update(bytes).digest()

interface Place {
  readonly origin: string
  readonly rpId: string
}

function clientData(place: Place, type: string, asked: Asked, behaviour: Behaviour): Buffer {
  const { origin = place.origin, isCrossOrigin = false } = behaviour
  const data = {
    type: behaviour.type ?? type,
    challenge: asked.challenge,
    origin,
    crossOrigin: isCrossOrigin,
    // Browsers name the page around a frame.
    ...(isCrossOrigin ? { topOrigin: 'https://elsewhere.example' } : {}),
  }
  return Buffer.from(JSON.stringify(data))
}

function authenticatorData(place: Place, behaviour: Behaviour, counter: number, attested?: Buffer): Buffer {
  const { rpId = place.rpId, isVerified = true, isPresent = true } = behaviour
  const flags =
    (isPresent ? FLAG.present : 0) |
    (isVerified ? FLAG.verified : 0) |
    (attested === undefined ? 0 : FLAG.attested)
  const head = Buffer.alloc(5)
  head.writeUInt8(flags, 0)
  head.writeUInt32BE(behaviour.counter ?? counter, 1)
  return Buffer.concat([sha256(rpId), head, attested ?? Buffer.alloc(0)])
}

/** A public key on P-256 as COSE writes it (RFC 9053): kty EC2, alg ES256. */
function coseKey(key: KeyObject): Uint8Array {
  const { x = '', y = '' } = key.export({ format: 'jwk' })
  return isoCBOR.encode(
    new Map<number, number | Uint8Array>([
      [1, 2],
      [3, -7],
      [-1, 1],
      [-2, new Uint8Array(Buffer.from(x, 'base64url'))],
      [-3, new Uint8Array(Buffer.from(y, 'base64url'))],
    ]),
  )
}

function attestation(credentialId: Buffer, client: Buffer, data: Buffer) {
  const object = isoCBOR.encode(
    new Map<string, string | Map<string, never> | Uint8Array>([
      ['fmt', 'none'],
      ['attStmt', new Map<string, never>()],
      ['authData', new Uint8Array(data)],
    ]),
  )
  const id = base64url(credentialId)
  return {
    id,
    rawId: id,
    type: 'public-key' as const,
    clientExtensionResults: {},
    response: {
      clientDataJSON: base64url(client),
      attestationObject: base64url(object),
      transports: ['internal'],
    },
  }
}

function assertion(credentialId: Buffer, client: Buffer, data: Buffer, key: KeyObject) {
  const id = base64url(credentialId)
  return {
    id,
    rawId: id,
    type: 'public-key' as const,
    clientExtensionResults: {},
    response: {
      clientDataJSON: base64url(client),
      authenticatorData: base64url(data),
      signature: base64url(sign('sha256', Buffer.concat([data, sha256(client)]), key)),
    },
  }
}

const newKeys = () => generateKeyPairSync('ec', { namedCurve: 'P-256' })

/**
 * Makes a passkey in software, as a browser at `publicUrl` with an authenticator behind it would: real keys and real
 * signatures in the formats of WebAuthn, so that a server cannot tell it from one. It lies only where it is told to.
 */
export function makeSoftwarePasskey(
  publicUrl: string,
  asked: Asked,
  behaviour: Behaviour = {},
): SoftwarePasskey {
  const { origin, hostname } = new URL(publicUrl)
  const place = { origin, rpId: hostname }
  const keys = newKeys()
  const credentialId = randomBytes(16)
  const length = Buffer.alloc(2)
  length.writeUInt16BE(credentialId.length)
  const attested = Buffer.concat([Buffer.alloc(16), length, credentialId, coseKey(keys.publicKey)])
  let uses = 0
  return {
    made: attestation(
      credentialId,
      clientData(place, 'webauthn.create', asked, behaviour),
      authenticatorData(place, behaviour, 0, attested),
    ),
    show(request, told = {}) {
      uses += 1
      const client = clientData(place, 'webauthn.get', request, told)
      const data = authenticatorData(place, told, uses)
      return assertion(
        credentialId,
        client,
        data,
        told.isForged === true ? newKeys().privateKey : keys.privateKey,
      )
    },
  }
}
