import { byFigure, byText, inTurn, reversed, type Compare } from '#lib/core/list-page.ts'

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

/** What a rule is placed by. */
interface Placed {
  readonly id: string
  readonly name: string
  readonly kind: string
  readonly state: string
  readonly severity: string
  readonly forSeconds: number
  readonly platformName: string
  readonly tenantName: string | null
}

const WORST_FIRST = ['firing', 'error', 'no_data', 'pending', 'off', 'inactive']

/** A heartbeat that fires is as quiet as a rule that does not: it beats. */
const rankOf = ({ kind, state }: Placed): number =>
  WORST_FIRST.indexOf(kind === 'heartbeat' && state === 'firing' ? 'inactive' : state)

const state = byFigure<Placed>(rankOf)
const name = byText<Placed>((rule) => rule.name)
const severity = byText<Placed>((rule) => rule.severity)
const seconds = byFigure<Placed>(({ forSeconds }) => forSeconds)
const owner = byText<Placed>(({ platformName, tenantName }) => `${platformName}\n${tenantName ?? ''}`)

const ORDERS: Readonly<Record<RuleSort, readonly Compare<Placed>[]>> = {
  state: [state, severity, name],
  '-state': [reversed(state), severity, name],
  name: [name, owner],
  '-name': [reversed(name), owner],
  severity: [severity, state, name],
  '-severity': [reversed(severity), state, name],
  for: [seconds, name],
  '-for': [reversed(seconds), name],
  owner: [owner, name],
  '-owner': [reversed(owner), name],
}

/** Tells which of two rules comes first. */
export const ruleOrder = (sort: RuleSort): Compare<Placed> => inTurn(...ORDERS[sort])
