import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { groupResource, type GroupResource } from './protocol/resources.ts'
import { requireGroup } from './required.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** One group of the provider; throws `ScimError` 404 for one of another tenant as for none. */
export async function readScimGroup(
  ctx: RequestContext,
  id: string,
  own: Runtime = runtime(),
): Promise<GroupResource> {
  authorize(ctx, 'member:read')
  const group = await ctx.db.read(async (tx) => await requireGroup(tx, scimOwner(ctx), id))
  return groupResource(scimBaseUrl(own), group)
}
