import { ownerOf } from '#lib/core/scope.ts'
import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { policyView } from './policy-view.ts'
import { countAccounts, findDomains, findPolicy, findProviders } from './repository.ts'
import type { ListSignOnOutput } from './schemas.ts'
import { toDomainView, toProviderView } from './views.ts'

/** Lists the identity providers, domains and the sign-in policy of exactly the scope of the request. */
export async function listSignOn(ctx: RequestContext, own: Runtime = runtime()): Promise<ListSignOnOutput> {
  authorize(ctx, 'access:read')
  const owner = ownerOf(ctx.scope)
  const found = await ctx.db.read(async (tx) => {
    const providers = await findProviders(tx, owner)
    return {
      providers,
      accounts: await countAccounts(
        tx,
        providers.map(({ id }) => id),
      ),
      domains: await findDomains(tx, owner),
      policy: await findPolicy(tx, owner),
    }
  })
  return {
    providers: found.providers.map((row) =>
      toProviderView(row, found.accounts.get(row.id) ?? 0, own.publicUrl),
    ),
    domains: found.domains.map((row) => toDomainView(row)),
    policy: await policyView(ctx, own, found.policy),
  }
}
