import { invalidField, notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import { findPlatformOf } from './repository.ts'

/** The platform or tenant that a policy belongs to. */
export interface PolicyOwner {
  readonly platformId: string
  readonly tenantId: string | null
}

/** Whose policy a request is about: what it names within its scope, else the scope itself. Throws `not_found` for what is out of it. */
export async function policyOwner(
  tx: Tx,
  ctx: RequestContext,
  named: { platformId?: string | undefined; tenantId?: string | undefined },
): Promise<PolicyOwner> {
  const scope = ownerOf(ctx.scope)
  const tenantId = named.tenantId ?? scope.tenantId
  if (scope.tenantId !== null && tenantId !== scope.tenantId) throw notFound()
  if (tenantId !== null) {
    const platformId = await findPlatformOf(tx, tenantId)
    if (platformId === null) throw notFound()
    return { platformId, tenantId }
  }
  const platformId = named.platformId ?? scope.platformId
  if (platformId === null)
    throw invalidField('platformId', 'the operator has no policy of its own: name a platform')
  if (scope.platformId !== null && platformId !== scope.platformId) throw notFound()
  return { platformId, tenantId: null }
}
