// house: acts before a scope is known: the id in the address names the provider, and the provider its scope
import { isUuid } from '#lib/core/ids.ts'
import { scopeOfOwner } from '#lib/core/scope.ts'
import { suspensionOf } from '#lib/infra/auth/suspension.ts'
import type { Runtime } from '#lib/infra/context/runtime.ts'
import { findProviderPlace } from './federation-repository.ts'
import { findProvider, type ProviderRow } from './repository.ts'
import { SignOnRefusal } from './sign-on-refusal.ts'

/** The active provider with this id, read in its own scope. Throws SignOnRefusal for any other id. */
export async function openProvider(own: Runtime, id: string): Promise<ProviderRow> {
  const place = isUuid(id)
    ? await own.database.asAuth(async (auth) => await findProviderPlace(auth, id))
    : null
  if (place === null || place.state !== 'active') throw new SignOnRefusal('provider')
  const row = await own.database.withScope(
    scopeOfOwner(place),
    async (tx) => await findProvider(tx, place, id),
    { readOnly: true },
  )
  if (row === null) throw new SignOnRefusal('provider')
  return row
}

/**
 * Throws SignOnRefusal where the tenant of a provider is suspended: nobody becomes a member of it meanwhile. The reason is
 * for its admins and stands in the record; whoever signs on is nobody yet. And for a provider for which nobody answers whose
 * role lasts: whoever runs it says who comes in, and could come in as a member who stays.
 */
export async function requireOpen(own: Runtime, { tenantId, makerUntil }: ProviderRow): Promise<void> {
  const notice = await suspensionOf(own.database, tenantId)
  if (notice !== undefined) throw new SignOnRefusal('suspended', notice.reason)
  if (makerUntil !== null) throw new SignOnRefusal('unconfirmed', `role until ${makerUntil.toISOString()}`)
}
