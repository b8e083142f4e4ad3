import { DomainError } from '#lib/core/errors.ts'
import type { RequestContext } from '#lib/infra/context/request-context.ts'

/**
 * Refuses in a tenant's scope, where platforms and tenants are only read: whoever may change them stands above. Throws
 * `precondition_failed`.
 */
export function refuseTenantScope(ctx: RequestContext): void {
  if (ctx.scope.kind !== 'tenant') return
  throw new DomainError(
    'precondition_failed',
    'Platforms and tenants are changed from above: choose the platform, or all platforms, as the scope.',
  )
}
