import type { Owner } from '#lib/core/scope.ts'
import { credentialHash, parseCredential } from './credential.ts'
import type { IdentifyDeps } from './identify.ts'
import { bothKeyrings } from './keys.ts'

/** A credential that was good once. */
export interface EndedCredential {
  readonly id: string
  readonly name: string
  readonly why: 'revoked' | 'expired' | 'replaced'
  readonly owner: Owner
}

const SELECT = {
  id: true,
  name: true,
  platformId: true,
  tenantId: true,
  revokedAt: true,
  expiresAt: true,
} as const

interface Row extends Owner {
  readonly id: string
  readonly name: string
  readonly revokedAt: Date | null
  readonly expiresAt: Date | null
}

/** Whose a credential was that opens nothing any more; null when nobody ever had it. For the record of a refusal alone. */
export async function findEndedCredential(
  deps: IdentifyDeps,
  credential: string,
): Promise<EndedCredential | null> {
  const kind = parseCredential(credential)
  if (kind === null) return null
  // A credential from before the secret was replaced is stored under the pepper of the one beside it.
  const hash = { in: bothKeyrings(deps.keyring).map(({ pepper }) => credentialHash(pepper, credential)) }
  const row = await deps.database.asAuth(async (tx) => {
    const where = { OR: [{ hash }, { oldHash: hash }] }
    if (kind === 'live') return await tx.apiKey.findFirst({ where, select: SELECT })
    if (kind === 'src') return await tx.source.findFirst({ where, select: SELECT })
    return await tx.scimToken.findFirst({
      where: { OR: [{ hash }, { previousHash: hash }] },
      select: SELECT,
    })
  })
  return row === null ? null : endedOf(row, deps.clock.now())
}

function endedOf(row: Row, now: Date): EndedCredential {
  const { id, name, revokedAt, expiresAt, platformId, tenantId } = row
  const otherwise = expiresAt !== null && expiresAt <= now ? 'expired' : 'replaced'
  return { id, name, why: revokedAt === null ? otherwise : 'revoked', owner: { platformId, tenantId } }
}
