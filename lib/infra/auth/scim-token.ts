import { scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import { credentialHashes, parseCredential } from './credential.ts'
import type { IdentifyDeps } from './identify.ts'
import { everyKeyring } from './kept-secrets.ts'

/** Tokens are noted as used at most this often. */
const TOUCH_MS = 60_000

/** The bearer of a SCIM token: an identity provider, in the scope for which the token was made. */
export interface ScimIdentity {
  readonly id: string
  readonly name: string
  readonly scope: Scope
}

/**
 * Looks up a SCIM token; null when it is mistyped, unknown or revoked. The one before the last rotation is taken until
 * its time is over.
 */
export async function lookupScimToken(deps: IdentifyDeps, credential: string): Promise<ScimIdentity | null> {
  if (parseCredential(credential) !== 'scim') return null
  const now = deps.clock.now()
  return await deps.database.asAuth(async (tx) => {
    const hash = { in: [...credentialHashes(await everyKeyring(tx, deps.keyring), credential)] }
    const token = await tx.scimToken.findFirst({
      where: { revokedAt: null, OR: [{ hash }, { previousHash: hash, previousUntil: { gt: now } }] },
      select: { id: true, name: true, platformId: true, tenantId: true, lastUsedAt: true },
    })
    if (token === null) return null
    const { id, name, lastUsedAt } = token
    if (lastUsedAt === null || now.getTime() - lastUsedAt.getTime() >= TOUCH_MS)
      await tx.scimToken.updateMany({ where: { id }, data: { lastUsedAt: now } })
    return { id, name, scope: scopeOfOwner(token) }
  })
}
