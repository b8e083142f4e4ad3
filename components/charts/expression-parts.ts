/** A part of an expression that stands on one line, and where it begins. */
export interface ExpressionPart {
  readonly at: number
  readonly text: string
}

/** Up to and with the next bracket or comma, and what closes with it. */
const PART = /[^([{,)\]}]*[([{,)\]}]*/g

/** An expression in parts that may stand on different lines: it is broken after brackets and commas, never inside of a name. */
export const expressionParts = (expression: string): readonly ExpressionPart[] =>
  [...expression.matchAll(PART)]
    .map(({ index, 0: text }) => ({ at: index, text }))
    .filter(({ text }) => text !== '')
