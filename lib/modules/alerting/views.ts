import { isRecord } from '#lib/core/unsafe.ts'
import { ACTIVE_WORST_FIRST } from './domain/rule-order.ts'
import type { AlertRow, RuleRow } from './repository.ts'
import type { AlertView, RuleState, RuleView } from './schemas.ts'

const textsOf = (value: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(isRecord(value) ? value : {}).filter(
      (entry): entry is [string, string] => typeof entry[1] === 'string',
    ),
  )

function stateOf(row: RuleRow, active: ReadonlyMap<string, number> | undefined): RuleState {
  if (!row.enabled) return 'off'
  return ACTIVE_WORST_FIRST.find((state) => (active?.get(state) ?? 0) > 0) ?? 'inactive'
}

/** A rule row as the outside sees it. */
export function toRuleView(row: RuleRow, active: ReadonlyMap<string, number> | undefined): RuleView {
  const { platform, tenant, labels, updatedAt, ...rest } = row
  return {
    ...rest,
    platformName: platform.name,
    tenantName: tenant?.name ?? null,
    labels: textsOf(labels),
    updatedAt: updatedAt.toISOString(),
    state: stateOf(row, active),
    activeAlerts: (active?.get('firing') ?? 0) + (active?.get('pending') ?? 0),
  }
}

/** An alert row as the outside sees it. The rule of a tenant's alert may be one that the tenant cannot read. */
export function toAlertView(
  row: AlertRow,
  rule: { readonly name: string; readonly severity: AlertView['severity'] } | undefined,
): AlertView {
  const { updatedAt: _updatedAt, ...rest } = row
  return {
    ...rest,
    ruleName: rule?.name ?? 'A rule of the platform',
    severity: rule?.severity ?? 'P3',
    labels: textsOf(row.labels),
    value: row.value !== null && Number.isFinite(row.value) ? row.value : null,
    activeAt: row.activeAt.toISOString(),
    firedAt: row.firedAt?.toISOString() ?? null,
    resolvedAt: row.resolvedAt?.toISOString() ?? null,
  }
}
