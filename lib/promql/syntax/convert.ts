import type { SyntaxNode } from '@lezer/common'
import { PromqlError, parseError, positionOf, unsupported } from '../promql-error.ts'
import type { Aggregation, AggregationOperator, Binary, Expr, VectorMatching } from './ast.ts'
import { childrenOf, readLabelName, readString, readUnsigned, spanOf } from './convert-literals.ts'
import { readVectorSelector, withSuffix } from './convert-selectors.ts'
import { AGGREGATION_PARAMS, FUNCTIONS, notAFunction } from './functions.ts'
import { assemble, operatorOf, takeApart } from './operators.ts'
import type { Assembly } from './operators.ts'
import { childrenOf as expressionsBelow } from './types.ts'

const AGGREGATIONS: Readonly<Record<string, AggregationOperator>> = {
  Avg: 'avg',
  Bottomk: 'bottomk',
  Count: 'count',
  CountValues: 'count_values',
  Group: 'group',
  Max: 'max',
  Min: 'min',
  Quantile: 'quantile',
  Stddev: 'stddev',
  Stdvar: 'stdvar',
  Sum: 'sum',
  Topk: 'topk',
}

class Converter implements Assembly {
  readonly #text: string
  readonly #maxDepth: number
  #depth = 0

  constructor(text: string, maxDepth: number) {
    this.#text = text
    this.#maxDepth = maxDepth
  }

  expr(node: SyntaxNode | null): Expr {
    if (node === null) {
      const span = { start: 0, end: this.#text.length }
      throw parseError(this.#text, span, 'unexpected end of input, expected expression', 'expression')
    }
    const pieces = takeApart(this.#text, node, this.#depth, (inner, depth) => {
      if (depth > this.#maxDepth) throw tooDeep(this.#text, inner.from, this.#maxDepth)
    })
    return assemble(pieces, this)
  }

  operand = (node: SyntaxNode, depth: number): Expr => {
    const outer = this.#depth
    this.#depth = depth + 1
    const expr = this.#operand(node)
    this.#depth = outer
    return expr
  }

  suffix = (expr: Expr, node: SyntaxNode, operand: SyntaxNode): Expr =>
    withSuffix(this.#text, expr, node, operand)

  #operand(node: SyntaxNode): Expr {
    const text = this.#text
    switch (node.name) {
      case 'NumberDurationLiteral':
        return { kind: 'number', ...spanOf(node), value: readUnsigned(text, node) }
      case 'StringLiteral':
        return { kind: 'string', ...spanOf(node), value: readString(text, node) }
      case 'VectorSelector':
        return readVectorSelector(text, node)
      case 'ParenExpr':
        return { ...this.expr(node.firstChild), ...spanOf(node) }
      case 'FunctionCall':
        return this.#call(node)
      case 'AggregateExpr':
        return this.#aggregation(node)
      default:
        throw unsupported(text, spanOf(node), `${node.name} is not supported`)
    }
  }

  binary = (left: Expr, node: SyntaxNode, right: Expr): Binary => {
    const operator = operatorOf(node)
    if (operator === undefined) throw this.#unsupportedOperator(childrenOf(node)[1] ?? node)
    const fill = node.getChild('FillModifier')
    if (fill !== null) {
      const message = 'the fill modifier is not supported: it is experimental in Prometheus'
      throw unsupported(this.#text, spanOf(fill), message)
    }
    return {
      kind: 'binary',
      start: left.start,
      end: right.end,
      operator,
      left,
      right,
      bool: node.getChild('BoolModifier') !== null,
      matching: this.#matching(node.getChild('MatchingModifierClause')),
    }
  }

  #unsupportedOperator(node: SyntaxNode): PromqlError {
    const operator = this.#text.slice(node.from, node.to)
    return unsupported(
      this.#text,
      spanOf(node),
      `operator ${operator} is not supported: it trims native histograms`,
    )
  }

  #matching(node: SyntaxNode | null): VectorMatching | undefined {
    if (node === null) return undefined
    const [labels, include] = node.getChildren('GroupingLabels')
    const on = node.getChild('On') !== null
    const isLeft = node.getChild('GroupLeft') !== null
    const many = isLeft ? 'left' : node.getChild('GroupRight') === null ? undefined : 'right'
    const names = this.#labels(labels)
    // `ignoring ()` says nothing.
    if (!on && names.length === 0 && many === undefined) return undefined
    return { on, labels: names, many, include: this.#labels(include) }
  }

  #labels(node: SyntaxNode | null | undefined): string[] {
    if (node === null || node === undefined) return []
    return childrenOf(node).map((child) => readLabelName(this.#text, child))
  }

  #args(node: SyntaxNode): Expr[] {
    const body = node.getChild('FunctionCallBody')
    return body === null ? [] : childrenOf(body).map((child) => this.expr(child))
  }

  #call(node: SyntaxNode): Expr {
    const identifier = node.firstChild ?? node
    const name = this.#text.slice(identifier.from, identifier.to)
    if (!FUNCTIONS.has(name)) throw notAFunction(this.#text, spanOf(identifier), name)
    return { kind: 'call', ...spanOf(node), name, args: this.#args(node) }
  }

  #aggregation(node: SyntaxNode): Aggregation {
    const operatorNode = node.firstChild ?? node
    const written = this.#text.slice(operatorNode.from, operatorNode.to)
    const operator = AGGREGATIONS[operatorNode.firstChild?.name ?? '']
    if (operator === undefined) throw notAFunction(this.#text, spanOf(operatorNode), written.toLowerCase())
    const modifier = node.getChild('AggregateModifier')
    const args = this.#args(node)
    const wanted = AGGREGATION_PARAMS[operator] === undefined ? 1 : 2
    const expr = args.at(-1)
    if (expr === undefined || args.length !== wanted) throw this.#wrongCount(node, wanted, args.length)
    return {
      kind: 'aggregation',
      ...spanOf(node),
      operator,
      param: wanted === 2 ? args[0] : undefined,
      expr,
      without: modifier?.firstChild?.name === 'Without',
      grouping: this.#labels(modifier?.getChild('GroupingLabels')),
    }
  }

  #wrongCount(node: SyntaxNode, wanted: number, got: number): PromqlError {
    const message =
      got === 0
        ? 'no arguments for aggregate expression provided'
        : `wrong number of arguments for aggregate expression provided, expected ${wanted}, got ${got}`
    return parseError(this.#text, spanOf(node), message, `${wanted} argument(s)`)
  }
}

/** The error for a query that is nested more deeply than is safe to walk through. */
export function tooDeep(text: string, at: number, maxDepth: number): PromqlError {
  return new PromqlError('limit', `query is nested too deeply: more than ${maxDepth} levels`, {
    position: positionOf(text, { start: at, end: Math.min(at + 1, text.length) }),
    limit: 'nesting',
  })
}

/** Throws when an expression is nested too deeply. Needs no recursion itself. */
function checkDepth(text: string, root: Expr, maxDepth: number): void {
  let level: readonly Expr[] = [root]
  for (let depth = 1; level.length > 0; depth += 1) {
    if (depth > maxDepth) throw tooDeep(text, level[0]?.start ?? 0, maxDepth)
    level = level.flatMap((expr) => expressionsBelow(expr))
  }
}

/** Turns the grammar's tree into an expression. Throws on whatever is not evaluated here and on too deep nesting. */
export function convert(text: string, root: SyntaxNode, maxDepth: number): Expr {
  const expr = new Converter(text, maxDepth).expr(root.firstChild)
  checkDepth(text, expr, maxDepth)
  return expr
}
