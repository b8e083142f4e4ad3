import type { Owner } from '#lib/core/scope.ts'
import { credentialHash, parseCredential } from './credential.ts'
import type { IdentifyDeps } from './identify.ts'

/** A credential that was good once. */
export interface EndedCredential {
  readonly id: string
  readonly name: string
  readonly why: 'revoked' | 'expired' | 'replaced'
  readonly owner: Owner
}

const SELECT = { id: true, name: true, platformId: true, tenantId: true, revokedAt: true } as const

interface Row extends Owner {
  readonly id: string
  readonly name: string
  readonly revokedAt: Date | null
}

/** Whose a credential was that opens nothing any more; null when nobody ever had it. For the record of a refusal alone. */
export async function findEndedCredential(
  deps: IdentifyDeps,
  credential: string,
): Promise<EndedCredential | null> {
  const kind = parseCredential(credential)
  if (kind === null) return null
  const hash = credentialHash(deps.keyring.pepper, credential)
  return await deps.database.asAuth(async (tx) => {
    if (kind === 'live') {
      const where = { OR: [{ hash }, { oldHash: hash }] }
      const row = await tx.apiKey.findFirst({ where, select: { ...SELECT, expiresAt: true } })
      if (row === null) return null
      const isExpired = row.expiresAt !== null && row.expiresAt <= deps.clock.now()
      return endedOf(row, isExpired ? 'expired' : 'replaced')
    }
    if (kind === 'src') {
      const where = { OR: [{ hash }, { oldHash: hash }] }
      const row = await tx.source.findFirst({ where, select: SELECT })
      return row === null ? null : endedOf(row, 'replaced')
    }
    const where = { OR: [{ hash }, { previousHash: hash }] }
    const row = await tx.scimToken.findFirst({ where, select: SELECT })
    return row === null ? null : endedOf(row, 'replaced')
  })
}

const endedOf = (
  { id, name, revokedAt, platformId, tenantId }: Row,
  otherwise: EndedCredential['why'],
): EndedCredential => ({
  id,
  name,
  why: revokedAt === null ? otherwise : 'revoked',
  owner: { platformId, tenantId },
})
