import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { applyGroup } from './apply-group.ts'
import { groupResource, readGroup, type GroupResource } from './protocol/resources.ts'
import { parseScim } from './parse-scim.ts'
import { requireHeldGroup } from './required.ts'
import { scimGroupInput } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** Replaces a group and its members (PUT, RFC 7644 §3.5.1). */
export async function replaceScimGroup(
  ctx: RequestContext,
  { id, resource }: { readonly id: string; readonly resource: unknown },
  own: Runtime = runtime(),
): Promise<GroupResource> {
  authorize(ctx, 'member:bind')
  const next = readGroup(parseScim(scimGroupInput, resource))
  const owner = scimOwner(ctx)
  const group = await ctx.db.tx(async (tx) => {
    const changed = await applyGroup(tx, ctx, { owner, before: await requireHeldGroup(tx, owner, id), next })
    await recordAudit(tx, ctx, changed.event)
    return changed.group
  })
  return groupResource(scimBaseUrl(own), group)
}
