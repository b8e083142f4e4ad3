import { ownerOf, scopeOfOwner, type Scope } from '#lib/core/scope.ts'
import { operatorOwner, type SealedPlace } from '#lib/infra/auth/seal.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import type { ProviderRow } from './repository.ts'

const placeOf = (scope: Scope, rowId: string): SealedPlace => ({
  owner: scope.kind === 'operator' ? operatorOwner : ownerOf(scope),
  table: 'identity_provider',
  column: 'client_secret',
  rowId,
})

/** Seals the client secret of a provider for its row. Never inside a transaction. */
export const sealClientSecret = async (
  own: Runtime,
  scope: Scope,
  providerId: string,
  text: string,
): Promise<Uint8Array<ArrayBuffer>> => await own.sealer.seal(placeOf(scope, providerId), text)

/** Opens the client secret of a provider; null for a public client. Never inside a transaction. */
export async function openClientSecret(own: Runtime, row: ProviderRow): Promise<string | null> {
  return row.clientSecret === null
    ? null
    : await own.sealer.open(placeOf(scopeOfOwner(row), row.id), row.clientSecret)
}
