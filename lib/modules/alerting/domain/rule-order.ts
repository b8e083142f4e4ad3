import { down, up, type OrderKey } from '#lib/core/list-order.ts'

/** In which orders rules are listed; a hyphen turns one around. `state` is what needs a person first. */
export const RULE_SORTS = [
  'state',
  '-state',
  'name',
  '-name',
  'severity',
  '-severity',
  'for',
  '-for',
  'owner',
  '-owner',
] as const
/** An order of a list of rules. */
export type RuleSort = (typeof RULE_SORTS)[number]

/** States of alerts that are not over, worst first: how a rule stands is the first of these that one of its alerts is in. */
export const ACTIVE_WORST_FIRST = ['firing', 'error', 'no_data', 'pending'] as const
/** How a rule can stand, what needs a person first. */
export const RULE_WORST_FIRST = [...ACTIVE_WORST_FIRST, 'off', 'inactive'] as const

/**
 * What an order may ask of a rule. `need` is how much it needs a person: a heartbeat that fires is as quiet as a rule that does
 * not, because it beats. The rules of a platform itself come before those of its tenants.
 */
export type RuleField = 'need' | 'name' | 'severity' | 'for' | 'platform' | 'tenant'

const NAME = up('name')

/** What each order asks, in turn. */
export const RULE_ORDERS: Readonly<Record<RuleSort, readonly OrderKey<RuleField>[]>> = {
  state: [up('need'), up('severity'), NAME],
  '-state': [down('need'), up('severity'), NAME],
  name: [NAME, up('platform'), up('tenant')],
  '-name': [down('name'), up('platform'), up('tenant')],
  severity: [up('severity'), up('need'), NAME],
  '-severity': [down('severity'), up('need'), NAME],
  for: [up('for'), NAME],
  '-for': [down('for'), NAME],
  owner: [up('platform'), up('tenant'), NAME],
  '-owner': [down('platform'), down('tenant'), NAME],
}
