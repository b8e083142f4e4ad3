import type { Json } from '#lib/core/canonical-json.ts'
import type { AuditEvent } from '#lib/modules/audit/index.ts'

interface NotedView {
  readonly id: string
  readonly platformId: string
  readonly tenantId: string
  readonly memberName: string
  readonly fromOperator: boolean
  readonly reason: string
  readonly tenant: { readonly name: string }
}

/**
 * The entries about the beginning or the end of a view: in the tenant's own chain, and in the one of those from whom it
 * came. The tenant's stands first, so that everybody locks the two chains in one order.
 */
export function viewAsEvents(
  view: NotedView,
  action: 'view-as.begin' | 'view-as.end',
  more: Readonly<Record<string, Json>>,
): readonly AuditEvent[] {
  const { platformId, tenantId, memberName, reason } = view
  const event = {
    action,
    target: { kind: 'tenant', id: tenantId, name: view.tenant.name },
    details: { what: 'looked as tenant', who: memberName, reason, viewId: view.id, ...more },
  }
  return [
    { ...event, owner: { platformId, tenantId } },
    { ...event, owner: { platformId: view.fromOperator ? null : platformId, tenantId: null } },
  ]
}
