import type { BinaryOperator } from './ast.ts'

/** How tightly operators bind; `^` groups from the right, the others from the left. */
export const PRECEDENCE: Readonly<Record<BinaryOperator, number>> = {
  or: 1,
  and: 2,
  unless: 2,
  '==': 3,
  '!=': 3,
  '<': 3,
  '<=': 3,
  '>': 3,
  '>=': 3,
  '+': 4,
  '-': 4,
  '*': 5,
  '/': 5,
  '%': 5,
  atan2: 5,
  '^': 6,
}

/** A sign binds like `*`: `-a ^ b` is `-(a ^ b)`, and `-a * b` is `(-a) * b`. */
export const UNARY_PRECEDENCE = 5

/** What needs no parentheses anywhere. */
export const PRIMARY_PRECEDENCE = 7
