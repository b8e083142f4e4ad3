import type { BinaryOperator } from '../syntax/ast.ts'
import { goPow } from './go-math.ts'

type Arithmetic = '+' | '-' | '*' | '/' | '%' | '^' | 'atan2'
type Comparison = '==' | '!=' | '>' | '<' | '>=' | '<='

const ARITHMETIC: Readonly<Record<Arithmetic, (a: number, b: number) => number>> = {
  '+': (a, b) => a + b,
  '-': (a, b) => a - b,
  '*': (a, b) => a * b,
  '/': (a, b) => a / b,
  '%': (a, b) => a % b,
  '^': goPow,
  atan2: Math.atan2,
}

const COMPARISONS: Readonly<Record<Comparison, (a: number, b: number) => boolean>> = {
  '==': (a, b) => a === b,
  '!=': (a, b) => a !== b,
  '>': (a, b) => a > b,
  '<': (a, b) => a < b,
  '>=': (a, b) => a >= b,
  '<=': (a, b) => a <= b,
}

/** An operator that computes, or one that compares. */
export type Operation =
  | { readonly kind: 'arithmetic'; readonly compute: (a: number, b: number) => number }
  | { readonly kind: 'comparison'; readonly holds: (a: number, b: number) => boolean }

/** What an operator does with two numbers; undefined for operators on sets. */
export function operationOf(operator: BinaryOperator): Operation | undefined {
  switch (operator) {
    case '==':
    case '!=':
    case '>':
    case '<':
    case '>=':
    case '<=':
      return { kind: 'comparison', holds: COMPARISONS[operator] }
    case 'and':
    case 'or':
    case 'unless':
      return undefined
    default:
      return { kind: 'arithmetic', compute: ARITHMETIC[operator] }
  }
}
