import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { wantedOf, wants } from './domain/projection.ts'
import { parseFilter } from './protocol/filter.ts'
import { GROUP_TARGETS } from './protocol/filter-targets.ts'
import { groupResource, listResponse, type ListResponse, type GroupResource } from './protocol/resources.ts'
import { parseScim } from './parse-scim.ts'
import { findGroups } from './group-repository.ts'
import { scimListQuery } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** A page of the groups that a provider keeps in step, filtered; members are read only if it wants them. */
export async function listScimGroups(
  ctx: RequestContext,
  input: unknown,
  own: Runtime = runtime(),
): Promise<ListResponse<GroupResource>> {
  authorize(ctx, 'member:read')
  const { filter, startIndex, count, ...query } = parseScim(scimListQuery, input)
  const hasMembers = wants(wantedOf(query), 'members')
  const condition = filter === undefined ? null : parseFilter(filter, GROUP_TARGETS)
  const { groups, total } = await ctx.db.read(
    async (tx) =>
      await findGroups(tx, scimOwner(ctx), { condition, skip: startIndex - 1, take: count, hasMembers }),
  )
  const base = scimBaseUrl(own)
  return listResponse(
    groups.map((group) => groupResource(base, group)),
    total,
    startIndex,
  )
}
