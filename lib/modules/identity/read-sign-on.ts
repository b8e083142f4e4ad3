// house: acts before a scope is known: whoever follows the link of a provider did not sign in
import { isUuid } from '#lib/core/ids.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { findProviderPlace } from './federation-repository.ts'
import type { FindSignOnOutput } from './schemas.ts'

/** The name of an active provider, for the page that members begin at; null for any other id. */
export async function readSignOn(
  _ctx: RequestContext,
  { providerId }: { readonly providerId: string },
  own: Runtime = runtime(),
): Promise<FindSignOnOutput['providers'][number] | null> {
  if (!isUuid(providerId)) return null
  const row = await own.database.asAuth(async (auth) => await findProviderPlace(auth, providerId))
  return row?.state === 'active' ? { id: row.id, name: row.name } : null
}
