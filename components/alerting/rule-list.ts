import type { ListSpec } from '#components/shell/list-filter.ts'
import { RULE_SORTS, type RuleSort } from '#lib/modules/alerting/domain/rule-order.ts'

/** The list of rules in an address: what needs a person first. */
export const RULE_LIST: ListSpec<RuleSort> = { path: '/rules', sorts: RULE_SORTS, usual: 'state' }
