import { FUNCTIONS } from './functions.ts'
import type { Expr, ValueType } from './ast.ts'

type FixedKind = 'number' | 'string' | 'vectorSelector' | 'matrixSelector' | 'subquery' | 'aggregation'

/** Kinds of expressions whose type does not depend on anything below them. */
const FIXED: Readonly<Record<FixedKind, ValueType>> = {
  number: 'scalar',
  string: 'string',
  vectorSelector: 'vector',
  matrixSelector: 'matrix',
  subquery: 'matrix',
  aggregation: 'vector',
}

/** The type that an expression has when it is evaluated at one time. */
export function typeOf(expr: Expr): ValueType {
  switch (expr.kind) {
    case 'call':
      return FUNCTIONS.get(expr.name)?.returns ?? 'vector'
    case 'unary':
      return typeOf(expr.expr)
    case 'binary':
      return typeOf(expr.left) === 'scalar' && typeOf(expr.right) === 'scalar' ? 'scalar' : 'vector'
    default:
      return FIXED[expr.kind]
  }
}

const NAMES: Readonly<Record<ValueType, string>> = {
  scalar: 'scalar',
  vector: 'instant vector',
  matrix: 'range vector',
  string: 'string',
}

/** A type in the words of Prometheus' documentation and messages. */
export function typeName(type: ValueType): string {
  return NAMES[type]
}

/** The expressions directly below another one, in the order of the text. */
export function childrenOf(expr: Expr): readonly Expr[] {
  switch (expr.kind) {
    case 'number':
    case 'string':
    case 'vectorSelector':
      return []
    case 'matrixSelector':
      return [expr.selector]
    case 'subquery':
    case 'unary':
      return [expr.expr]
    case 'call':
      return expr.args
    case 'aggregation':
      return expr.param === undefined ? [expr.expr] : [expr.param, expr.expr]
    case 'binary':
      return [expr.left, expr.right]
  }
}
