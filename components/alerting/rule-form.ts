import type { CreateRuleInput, RuleView } from '#lib/modules/alerting/schemas.ts'

/** What a rule says. */
export type RuleText = Pick<RuleView, 'name' | 'expr' | 'forSeconds' | 'severity' | 'summary'>

/** What a rule says, as it stands in the fields of a form. */
export interface TypedRule extends Omit<RuleText, 'forSeconds'> {
  /** The `scope` parameter of the platform that the rule is for; empty where the scope itself owns it. */
  readonly platformId: string
  readonly forSeconds: string
}

/** A rule that says nothing yet. */
export const BLANK: TypedRule = {
  platformId: '',
  name: '',
  expr: '',
  forSeconds: '0',
  severity: 'P2',
  summary: '',
}

/** A rule as the fields of a form show it. */
export const typedOf = ({ name, expr, forSeconds, severity, summary }: RuleText): TypedRule => ({
  platformId: '',
  name,
  expr,
  forSeconds: String(forSeconds),
  severity,
  summary,
})

/** What was typed, as the server takes it. A duration that is no number becomes NaN, which is refused by name. */
export const textOfRule = ({ name, expr, forSeconds, severity, summary }: TypedRule): RuleText => ({
  name,
  expr,
  forSeconds: forSeconds.trim() === '' ? Number.NaN : Number(forSeconds),
  severity,
  summary,
})

/** A new rule as the server takes it. */
export const createInputOf = (typed: TypedRule): CreateRuleInput => ({
  ...textOfRule(typed),
  ...(typed.platformId === '' ? {} : { platformId: typed.platformId.replace('platform:', '') }),
})
