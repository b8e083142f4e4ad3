import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { applyGroup } from './apply-group.ts'
import { applyPatch } from './protocol/patch.ts'
import { groupResource, readGroup, type GroupResource } from './protocol/resources.ts'
import { parseScim } from './parse-scim.ts'
import { requireHeldGroup } from './required.ts'
import { scimGroupInput, scimPatchInput } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** Changes parts of a group (PATCH, RFC 7644 §3.5.2): all operations or none. */
export async function patchScimGroup(
  ctx: RequestContext,
  { id, patch }: { readonly id: string; readonly patch: unknown },
  own: Runtime = runtime(),
): Promise<GroupResource> {
  authorize(ctx, 'member:bind')
  const { Operations: operations } = parseScim(scimPatchInput, patch)
  const owner = scimOwner(ctx)
  const base = scimBaseUrl(own)
  const group = await ctx.db.tx(async (tx) => {
    const before = await requireHeldGroup(tx, owner, id)
    const resource = applyPatch(groupResource(base, before), operations)
    const next = readGroup(parseScim(scimGroupInput, resource))
    const changed = await applyGroup(tx, ctx, { owner, before, next })
    await recordAudit(tx, ctx, changed.event)
    return changed.group
  })
  return groupResource(base, group)
}
