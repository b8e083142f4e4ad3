/** How a rule compares what it measures with its limit. */
export const LIMIT_OPERATORS = ['>', '>=', '<', '<=', '==', '!='] as const
/** How a rule compares what it measures with its limit. */
export type LimitOperator = (typeof LIMIT_OPERATORS)[number]

/** From where on a rule fires: `> 3` for what is above three. */
export interface RuleLimit {
  readonly operator: LimitOperator
  readonly value: number
}

/** What a chart shows of a rule. */
export interface RuleDrawing {
  /**
   * What the rule measures. A comparison answers only while it holds, so that its line would begin with the fault: without the
   * comparison it shows what was before, too.
   */
  readonly expression: string
  /** As charts print it: `s`, `bytes`, `ratio`, or empty for a plain number. */
  readonly unit: string
  /** Null where the rule is more than one comparison with a number: then no line across the chart would be true. */
  readonly limit: RuleLimit | null
}

/** The limit of a rule that asks about a service. */
export interface NamedLimit extends RuleLimit {
  readonly ruleName: string
  /** `expressionShape` of what it measures: a chart of the same shape shows what it judges. */
  readonly shape: string
}

/** Selectors in braces, with the texts in them, which may hold braces of their own. */
const SELECTORS = /\{(?:[^{}"'`]|"(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*'|`[^`]*`)*\}/g

/** An expression without its selectors and blanks: the same for two that ask the same of different series. */
export const expressionShape = (text: string): string => text.replaceAll(SELECTORS, '').replaceAll(/\s+/g, '')
