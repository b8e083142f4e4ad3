import { scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import { credentialHashes, parseCredential } from './credential.ts'
import type { IdentifyDeps } from './identify.ts'
import { everyKeyring } from './kept-secrets.ts'
import { useScimToken } from './use-credential.ts'

/** The bearer of a SCIM token: an identity provider, in the scope for which the token was made. */
export interface ScimIdentity {
  readonly id: string
  readonly name: string
  readonly scope: Scope
  /** The end of the role of whoever was shown the credential, at the moment when it was taken; null where that lasts. */
  readonly makerUntil: Date | null
}

/**
 * Looks up a SCIM token; null when it is mistyped, unknown or revoked. The one before the last rotation is taken until
 * its time is over.
 */
export async function lookupScimToken(deps: IdentifyDeps, credential: string): Promise<ScimIdentity | null> {
  if (parseCredential(credential) !== 'scim') return null
  return await deps.database.asAuth(async (tx) => {
    const hashes = credentialHashes(await everyKeyring(tx, deps.keyring), credential)
    const shown = { hashes, now: deps.clock.now(), address: null, isKnownThere: false }
    const token = await useScimToken(tx, shown)
    if (token === null) return null
    const { id, name, makerUntil } = token
    return { id, name, scope: scopeOfOwner(token), makerUntil }
  })
}
