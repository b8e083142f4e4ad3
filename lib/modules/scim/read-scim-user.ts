import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { userResource, type UserResource } from './protocol/resources.ts'
import { requireUser } from './required.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** One user of the provider; throws `ScimError` 404 for one of another tenant as for none. */
export async function readScimUser(
  ctx: RequestContext,
  id: string,
  own: Runtime = runtime(),
): Promise<UserResource> {
  authorize(ctx, 'member:read')
  const user = await ctx.db.read(async (tx) => await requireUser(tx, scimOwner(ctx), id))
  return userResource(scimBaseUrl(own), user)
}
