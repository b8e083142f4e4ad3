import { authorize, type RequestContext } from '#lib/infra/context/request-context.ts'
import { runtime, type Runtime } from '#lib/infra/context/runtime.ts'
import { recordAudit } from '#lib/modules/audit/index.ts'
import { applyUser } from './apply-user.ts'
import { readUser, userResource, type UserResource } from './protocol/resources.ts'
import { parseScim } from './parse-scim.ts'
import { requireHeldUser } from './required.ts'
import { scimUserInput } from './schemas.ts'
import { scimBaseUrl, scimOwner } from './scim-owner.ts'

/** Replaces what is kept of a user (PUT, RFC 7644 §3.5.1). Without `active` they stay on or off, as they were. */
export async function replaceScimUser(
  ctx: RequestContext,
  { id, resource }: { readonly id: string; readonly resource: unknown },
  own: Runtime = runtime(),
): Promise<UserResource> {
  authorize(ctx, 'member:bind')
  const input = parseScim(scimUserInput, resource)
  const owner = scimOwner(ctx)
  const row = await ctx.db.tx(async (tx) => {
    const before = await requireHeldUser(tx, owner, id)
    const next = readUser(input, before.active)
    const changed = await applyUser(tx, ctx, own, { owner, before, next })
    await recordAudit(tx, ctx, changed.event)
    return changed.row
  })
  return userResource(scimBaseUrl(own), row)
}
