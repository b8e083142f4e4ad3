import {
  generateAuthenticationOptions,
  generateRegistrationOptions,
  verifyAuthenticationResponse,
  verifyRegistrationResponse,
  type AuthenticationResponseJSON,
  type PublicKeyCredentialCreationOptionsJSON,
  type PublicKeyCredentialRequestOptionsJSON,
  type RegistrationResponseJSON,
} from '@simplewebauthn/server'
import { decodeClientDataJSON } from '@simplewebauthn/server/helpers'
import { randomBytes } from 'node:crypto'

/** For whom passkeys are made and asked: fixed by the public address, never by what a request claims. */
export interface RelyingParty {
  /** The host name; browsers take no IP address here. */
  readonly id: string
  readonly origin: string
}

/** The relying party of an installation. */
export function relyingParty(publicUrl: string): RelyingParty {
  const { hostname, origin } = new URL(publicUrl)
  return { id: hostname, origin }
}

/** EdDSA, ES256 and RS256 (COSE): every authenticator knows one of them. */
const ALGORITHMS = [-8, -7, -257]

/** How long a challenge is good, in milliseconds. */
export const CHALLENGE_MS = 5 * 60_000

/** A new challenge: 256 random bits. */
export const newChallenge = (): string => randomBytes(32).toString('base64url')

/** A passkey as browsers are told of it. */
export interface KnownCredential {
  readonly credentialId: Uint8Array
  readonly transports: readonly string[]
}

const describe = ({ credentialId, transports }: KnownCredential): { id: string; transports: string[] } => ({
  id: Buffer.from(credentialId).toString('base64url'),
  transports: [...transports],
})

/** What a browser needs to make a passkey: one that can be found without a name, behind a finger, a face or a PIN. */
export async function registrationOptions(
  party: RelyingParty,
  wanted: {
    readonly challenge: string
    readonly member: { readonly id: string; readonly name: string; readonly email: string }
    readonly known: readonly KnownCredential[]
  },
): Promise<PublicKeyCredentialCreationOptionsJSON> {
  const { member } = wanted
  return await generateRegistrationOptions({
    rpName: 'Bailiwick',
    rpID: party.id,
    userID: new TextEncoder().encode(member.id),
    userName: member.email,
    userDisplayName: member.name,
    challenge: new Uint8Array(Buffer.from(wanted.challenge, 'base64url')),
    timeout: CHALLENGE_MS,
    attestationType: 'none',
    supportedAlgorithmIDs: ALGORITHMS,
    excludeCredentials: wanted.known.map(describe),
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
  })
}

/** What a browser needs to show a passkey; with no `allowed` ones it offers those that it finds. */
export async function requestOptions(
  party: RelyingParty,
  wanted: { readonly challenge: string; readonly allowed: readonly KnownCredential[] },
): Promise<PublicKeyCredentialRequestOptionsJSON> {
  const made = await generateAuthenticationOptions({
    rpID: party.id,
    challenge: new Uint8Array(Buffer.from(wanted.challenge, 'base64url')),
    timeout: CHALLENGE_MS,
    userVerification: 'required',
    ...(wanted.allowed.length === 0 ? {} : { allowCredentials: wanted.allowed.map(describe) }),
  })
  // The library leaves keys without a value in it, which schemas of answers refuse.
  const { allowCredentials, extensions: _extensions, ...options } = made
  return allowCredentials === undefined ? options : { ...options, allowCredentials }
}

/** The challenge that a browser says it answered; null when the answer cannot be read. The signature covers it. */
export function answeredChallenge(clientDataJSON: string): string | null {
  try {
    const { challenge } = decodeClientDataJSON(clientDataJSON)
    return /^[\w-]{43}$/.test(challenge) ? challenge : null
  } catch {
    return null
  }
}

/** A passkey that a browser has just made. */
export interface MadePasskey {
  readonly credentialId: Uint8Array<ArrayBuffer>
  readonly publicKey: Uint8Array<ArrayBuffer>
  readonly counter: number
  readonly transports: readonly string[]
  /** Names the kind of authenticator; all zero when it does not say. */
  readonly aaguid: string
  readonly isBackedUp: boolean
}

/** Checks the making of a passkey: challenge, origin, relying party and that its owner was verified. Null when refused. */
export async function verifyMaking(
  party: RelyingParty,
  challenge: string,
  response: RegistrationResponseJSON,
): Promise<MadePasskey | null> {
  try {
    const { registrationInfo } = await verifyRegistrationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      supportedAlgorithmIDs: ALGORITHMS,
    })
    if (registrationInfo === undefined) return null
    const { credential, aaguid, credentialBackedUp } = registrationInfo
    return {
      credentialId: new Uint8Array(Buffer.from(credential.id, 'base64url')),
      publicKey: new Uint8Array(credential.publicKey),
      counter: credential.counter,
      transports: (credential.transports ?? []).slice(0, 8),
      aaguid,
      isBackedUp: credentialBackedUp,
    }
  } catch {
    return null // the library throws for whatever a browser got wrong
  }
}

/** What is kept of a passkey to check what is signed with it. */
export interface StoredPasskey {
  readonly credentialId: Uint8Array
  readonly publicKey: Uint8Array<ArrayBuffer>
  /** How often the authenticator said that it was used; 0 for those that do not count. */
  readonly counter: number
}

/** The verdict on a shown passkey. `counter`: it counts less than before, so there may be a copy of it. */
export type ShownPasskey =
  | { readonly verdict: 'right'; readonly counter: number; readonly isBackedUp: boolean }
  | { readonly verdict: 'wrong' | 'counter' }

/** Checks what a browser signed with a passkey: challenge, origin, relying party, verified owner, signature, counter. */
export async function verifyShowing(
  party: RelyingParty,
  challenge: string,
  response: AuthenticationResponseJSON,
  passkey: StoredPasskey,
): Promise<ShownPasskey> {
  try {
    const { verified, authenticationInfo } = await verifyAuthenticationResponse({
      response,
      expectedChallenge: challenge,
      expectedOrigin: party.origin,
      expectedRPID: party.id,
      requireUserVerification: true,
      // The counter is compared below, once the signature is known to be right: its refusal is another one.
      credential: {
        id: Buffer.from(passkey.credentialId).toString('base64url'),
        publicKey: passkey.publicKey,
        counter: -1,
      },
    })
    if (!verified) return { verdict: 'wrong' }
    const { newCounter } = authenticationInfo
    const isCounting = newCounter > 0 || passkey.counter > 0
    if (isCounting && newCounter <= passkey.counter) return { verdict: 'counter' }
    return { verdict: 'right', counter: newCounter, isBackedUp: authenticationInfo.credentialBackedUp }
  } catch {
    return { verdict: 'wrong' }
  }
}
