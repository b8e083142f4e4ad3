import { textOf } from '#components/access/text-of.ts'
import type { RuleView } from '#lib/modules/alerting/schemas.ts'

/** What a rule says, as a form holds it. */
export type RuleText = Pick<RuleView, 'name' | 'expr' | 'forSeconds' | 'severity' | 'summary'>

const isSeverity = (text: string): text is RuleView['severity'] => /^P[0-3]$/.test(text)

/** Reads the form of a rule. A duration that is no number becomes NaN, which the server refuses by name. */
export function readRuleForm(form: FormData): RuleText {
  const severity = textOf(form, 'severity') ?? ''
  return {
    name: textOf(form, 'name') ?? '',
    expr: textOf(form, 'expr') ?? '',
    forSeconds: Number(textOf(form, 'forSeconds') ?? 'NaN'),
    severity: isSeverity(severity) ? severity : 'P2',
    summary: textOf(form, 'summary') ?? '',
  }
}
