import type { SyntaxNode } from '@lezer/common'
import { parseError, unsupported } from '../promql-error.ts'
import { METRIC_NAME } from './ast.ts'
import type { AtModifier, Expr, LabelMatcher, MatchOperator, VectorSelector } from './ast.ts'
import {
  childrenOf,
  readDuration,
  readLabelName,
  readPositiveDuration,
  readString,
  readTimestamp,
  spanOf,
} from './convert-literals.ts'

const MATCH_OPERATORS: Readonly<Record<string, MatchOperator>> = {
  EqlSingle: '=',
  Neq: '!=',
  EqlRegex: '=~',
  NeqRegex: '!~',
}

function readMatcher(text: string, node: SyntaxNode): LabelMatcher {
  if (node.name === 'QuotedLabelName') {
    return { name: METRIC_NAME, operator: '=', value: readString(text, node) }
  }
  const [label, operator, value] = childrenOf(node)
  const symbol = MATCH_OPERATORS[operator?.firstChild?.name ?? '']
  if (label === undefined || symbol === undefined || value === undefined) {
    throw parseError(text, spanOf(node), 'unexpected label matcher', 'a label matcher such as job="api"')
  }
  return { name: readLabelName(text, label), operator: symbol, value: readString(text, value) }
}

/** Reads a selector of instant vectors: a metric name, matchers in braces, or both. */
export function readVectorSelector(text: string, node: SyntaxNode): VectorSelector {
  const identifier = node.getChild('Identifier')
  const name = identifier === null ? undefined : text.slice(identifier.from, identifier.to)
  const list = node.getChild('LabelMatchers')
  const matchers = list === null ? [] : childrenOf(list).map((child) => readMatcher(text, child))
  const twice = name === undefined ? undefined : matchers.find((matcher) => matcher.name === METRIC_NAME)
  if (twice !== undefined) {
    throw parseError(
      text,
      spanOf(node),
      `metric name must not be set twice: ${JSON.stringify(name)} or ${JSON.stringify(twice.value)}`,
    )
  }
  if (name !== undefined) matchers.push({ name: METRIC_NAME, operator: '=', value: name })
  return { kind: 'vectorSelector', ...spanOf(node), name, matchers, offsetMs: 0, at: undefined }
}

const NO_RANGE: Readonly<Record<string, string>> = {
  OffsetExpr: 'no offset modifiers allowed before range',
  StepInvariantExpr: 'no @ modifiers allowed before range',
}

/** A selector with the range that follows it; `operand` is what it follows in the grammar. */
function withRange(text: string, expr: Expr, node: SyntaxNode, operand: SyntaxNode): Expr {
  const range = node.getChild('DurationExpr')
  if (expr.kind !== 'vectorSelector' || operand.name !== 'VectorSelector' || range === null) {
    const message = NO_RANGE[operand.name] ?? 'ranges only allowed for vector selectors'
    throw parseError(text, spanOf(node), message, 'a selector before the range')
  }
  const rangeMs = readPositiveDuration(text, range)
  return { kind: 'matrixSelector', start: expr.start, end: node.to, selector: expr, rangeMs }
}

/** An expression with the range and step that make a sub-query of it. */
function withSubquery(text: string, expr: Expr, node: SyntaxNode): Expr {
  const [range, step] = node.getChildren('DurationExpr')
  if (range === undefined) throw parseError(text, spanOf(node), 'sub-query without a range', 'a range')
  return {
    kind: 'subquery',
    start: expr.start,
    end: node.to,
    expr,
    rangeMs: readPositiveDuration(text, range),
    stepMs: step === undefined ? undefined : readPositiveDuration(text, step),
    offsetMs: 0,
    at: undefined,
  }
}

interface Modifiers {
  readonly offsetMs: number
  readonly at: AtModifier | undefined
}

const MODIFIABLE = new Set([
  'VectorSelector',
  'MatrixSelector',
  'SubqueryExpr',
  'OffsetExpr',
  'StepInvariantExpr',
])

/** A selector or sub-query with other modifiers; throws when anything else comes before them, also in parentheses. */
function modified(
  text: string,
  [expr, node, operand]: readonly [Expr, SyntaxNode, SyntaxNode],
  change: (old: Modifiers) => Modifiers,
): Expr {
  if (MODIFIABLE.has(operand.name)) {
    if (expr.kind === 'matrixSelector') {
      return { ...expr, end: node.to, selector: { ...expr.selector, ...change(expr.selector) } }
    }
    if (expr.kind === 'vectorSelector' || expr.kind === 'subquery') {
      return { ...expr, end: node.to, ...change(expr) }
    }
  }
  const modifier = node.name === 'OffsetExpr' ? 'offset' : '@'
  throw parseError(
    text,
    expr,
    `${modifier} modifier must be preceded by an instant vector selector or range vector selector or a subquery`,
    'a selector or a subquery',
  )
}

function readAt(text: string, node: SyntaxNode): AtModifier {
  const preprocessor = node.getChild('AtModifierPreprocessors')
  if (preprocessor !== null) return preprocessor.firstChild?.name === 'AtStart' ? 'start' : 'end'
  const literal = node.lastChild
  if (literal === null) throw parseError(text, spanOf(node), 'missing timestamp', 'timestamp')
  return readTimestamp(text, literal)
}

const EXPERIMENTAL: Readonly<Record<string, string>> = {
  AnchoredExpr: 'anchored',
  SmoothedExpr: 'smoothed',
}

/** An expression with what follows it: a range, an offset, an `@`. `operand` is what it follows in the grammar. */
export function withSuffix(text: string, expr: Expr, node: SyntaxNode, operand: SyntaxNode): Expr {
  switch (node.name) {
    case 'MatrixSelector':
      return withRange(text, expr, node, operand)
    case 'SubqueryExpr':
      return withSubquery(text, expr, node)
    case 'OffsetExpr': {
      const duration = node.getChild('OffsetDurationExpr')
      const offsetMs = duration === null ? 0 : readDuration(text, duration)
      return modified(text, [expr, node, operand], (old) => {
        if (old.offsetMs === 0) return { offsetMs, at: old.at }
        throw parseError(text, expr, 'offset may not be set multiple times')
      })
    }
    case 'StepInvariantExpr': {
      const at = readAt(text, node)
      return modified(text, [expr, node, operand], (old) => {
        if (old.at === undefined) return { offsetMs: old.offsetMs, at }
        throw parseError(text, expr, '@ <timestamp> may not be set multiple times')
      })
    }
    default: {
      const name = EXPERIMENTAL[node.name] ?? node.name
      const message = `the ${name} modifier is not supported: it is experimental in Prometheus`
      throw unsupported(text, spanOf(node), message)
    }
  }
}
