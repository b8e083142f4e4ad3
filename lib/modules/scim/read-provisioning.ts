import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { findGroups } from './group-repository.ts'
import { findProvedDomains, findUsers } from './repository.ts'
import { findTokens } from './token-repository.ts'
import type { ProvisioningOutput } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'
import { toGroupView, toTokenView, toUserView } from './views.ts'

const ALL = { condition: null, skip: 0, take: 200 }

/** What an identity provider keeps in step here: the proved domains, its tokens, its groups with their roles, its users. */
export async function readProvisioning(
  ctx: RequestContext,
  own: Runtime = runtime(),
): Promise<ProvisioningOutput> {
  authorize(ctx, 'access:read')
  const owner = scimOwner(ctx)
  const now = ctx.clock.now()
  return await ctx.db.read(async (tx) => {
    const tokens = (await findTokens(tx)).filter(({ tenantId }) => tenantId === owner.tenantId)
    const { groups } = await findGroups(tx, owner, { ...ALL, hasMembers: true })
    const { users, total } = await findUsers(tx, owner, ALL)
    return {
      baseUrl: scimBaseUrl(own),
      domains: await findProvedDomains(tx, owner),
      tokens: tokens.map((row) => toTokenView(row, now)),
      groups: groups.map((row) => toGroupView(row)),
      users: users.map((row) => toUserView(row)),
      userCount: total,
    }
  })
}
