import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { applyGroup } from './apply-group.ts'
import { groupResource, readGroup, type GroupResource } from './protocol/resources.ts'
import { parseScim } from './parse-scim.ts'
import { scimGroupInput } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** Creates a group. It gives no role until an admin of ours says which. */
export async function createScimGroup(
  ctx: RequestContext,
  input: unknown,
  own: Runtime = runtime(),
): Promise<GroupResource> {
  authorize(ctx, 'member:bind')
  const next = readGroup(parseScim(scimGroupInput, input))
  const owner = scimOwner(ctx)
  const group = await ctx.db.tx(async (tx) => {
    const made = await applyGroup(tx, ctx, { owner, before: null, next })
    await recordAudit(tx, ctx, made.event)
    return made.group
  })
  return groupResource(scimBaseUrl(own), group)
}
