import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { parseFilter } from './protocol/filter.ts'
import { USER_TARGETS } from './protocol/filter-targets.ts'
import { listResponse, userResource, type ListResponse, type UserResource } from './protocol/resources.ts'
import { parseScim } from './parse-scim.ts'
import { findUsers } from './repository.ts'
import { scimListQuery } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** A page of the users that a provider keeps in step, filtered (RFC 7644 §3.4.2). */
export async function listScimUsers(
  ctx: RequestContext,
  input: unknown,
  own: Runtime = runtime(),
): Promise<ListResponse<UserResource>> {
  authorize(ctx, 'member:read')
  const { filter, startIndex, count } = parseScim(scimListQuery, input)
  const condition = filter === undefined ? null : parseFilter(filter, USER_TARGETS)
  const { users, total } = await ctx.db.read(
    async (tx) => await findUsers(tx, scimOwner(ctx), { condition, skip: startIndex - 1, take: count }),
  )
  const base = scimBaseUrl(own)
  return listResponse(
    users.map((user) => userResource(base, user)),
    total,
    startIndex,
  )
}
