import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { applyUser } from './apply-user.ts'
import { applyPatch } from './protocol/patch.ts'
import { readUser, userResource, type UserResource } from './protocol/resources.ts'
import { parseScim } from './parse-scim.ts'
import { requireHeldUser } from './required.ts'
import { scimPatchInput, scimUserInput } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** Changes parts of a user (PATCH, RFC 7644 §3.5.2): all operations or none. */
export async function patchScimUser(
  ctx: RequestContext,
  { id, patch }: { readonly id: string; readonly patch: unknown },
  own: Runtime = runtime(),
): Promise<UserResource> {
  authorize(ctx, 'member:bind')
  const { Operations: operations } = parseScim(scimPatchInput, patch)
  const owner = scimOwner(ctx)
  const base = scimBaseUrl(own)
  const row = await ctx.db.tx(async (tx) => {
    const before = await requireHeldUser(tx, owner, id)
    const resource = applyPatch(userResource(base, before), operations)
    const next = readUser(parseScim(scimUserInput, resource), before.active)
    const changed = await applyUser(tx, ctx, own, { owner, before, next })
    await recordAudit(tx, ctx, changed.event)
    return changed.row
  })
  return userResource(base, row)
}
