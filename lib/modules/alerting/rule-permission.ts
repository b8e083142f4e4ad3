import type { Permission } from '#lib/core/permissions.ts'
import { invalidField, notFound } from '#lib/core/errors.ts'
import { ownerOf } from '#lib/core/scope.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'
import type { RuleOwner } from './domain/rule.ts'

/** What writing a rule needs here: a tenant's admins write the rules of their tenant. */
export const ruleWritePermission = (ctx: RequestContext): Permission =>
  ctx.scope.kind === 'tenant' ? 'tenant-rule:write' : 'rule:write'

/** Whose rule a new one is: the scope's. The operator has none of its own and names a platform. */
export function ownerOfNewRule(ctx: RequestContext, platformId: string | undefined): RuleOwner {
  const owner = ownerOf(ctx.scope)
  if (owner.platformId === null) {
    if (platformId === undefined)
      throw invalidField('platformId', 'the operator has no rules of its own: name a platform')
    return { platformId, tenantId: null }
  }
  if (platformId !== undefined && platformId !== owner.platformId) throw notFound()
  return { platformId: owner.platformId, tenantId: owner.tenantId }
}
