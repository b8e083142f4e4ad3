import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { wantedOf, wants } from './domain/projection.ts'
import { groupResource, type GroupResource } from './protocol/resources.ts'
import { parseScim } from './parse-scim.ts'
import { requireGroup } from './required.ts'
import { scimReadQuery } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/**
 * One group of the provider, with its members if the query wants them; throws `ScimError` 404 for one of another tenant as
 * for none.
 */
export async function readScimGroup(
  ctx: RequestContext,
  { id, query }: { readonly id: string; readonly query: unknown },
  own: Runtime = runtime(),
): Promise<GroupResource> {
  authorize(ctx, 'member:read')
  const hasMembers = wants(wantedOf(parseScim(scimReadQuery, query)), 'members')
  const group = await ctx.db.read(async (tx) => await requireGroup(tx, scimOwner(ctx), id, hasMembers))
  return groupResource(scimBaseUrl(own), group)
}
