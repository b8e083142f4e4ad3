import type { SyntaxNode } from '@lezer/common'
import { parseError, unsupported } from '../promql-error.ts'
import type { Span } from '../promql-error.ts'
import { isLabelName, quote, unquote } from './quote.ts'
import { parseNumber } from './duration.ts'

/** Milliseconds of the longest duration that Prometheus can hold, 2⁶³ nanoseconds: about 292 years. */
const LONGEST_MS = 9_223_372_036_854

/** The span of a node of the grammar's tree. */
export function spanOf(node: SyntaxNode): Span {
  return { start: node.from, end: node.to }
}

/** The children of a node of the grammar's tree, in order. */
export function childrenOf(node: SyntaxNode): SyntaxNode[] {
  const children: SyntaxNode[] = []
  for (let child = node.firstChild; child !== null; child = child.nextSibling) children.push(child)
  return children
}

/** The value of a string literal; throws a parse error on a wrong escape. */
export function readString(text: string, node: SyntaxNode): string {
  const result = unquote(text.slice(node.from, node.to))
  if ('value' in result) return result.value
  const start = node.from + result.at
  throw parseError(text, { start, end: Math.min(start + 2, node.to) }, result.problem)
}

/** A label name, bare or in quotes. */
export function readLabelName(text: string, node: SyntaxNode): string {
  const source = text.slice(node.from, node.to)
  if (!/^["'`]/.test(source)) return source
  const name = readString(text, node)
  if (isLabelName(name)) return name
  throw parseError(text, spanOf(node), `invalid label name ${quote(name)}`, 'a label name that is not empty')
}

/** The value of a number without its sign, in the units that it stands for (seconds for durations). */
export function readUnsigned(text: string, node: SyntaxNode): number {
  const digits = text.slice(node.from, node.to).replace(/^[-+]\s*/, '')
  const value = parseNumber(digits)
  if (value !== undefined) return value
  throw parseError(text, spanOf(node), `bad number or duration syntax: ${JSON.stringify(digits)}`)
}

/** Milliseconds of a duration literal; expressions of durations are an error that says so. */
export function readDuration(text: string, node: SyntaxNode): number {
  const [child, ...others] = childrenOf(node)
  if (child?.name === 'UnaryOp' && others[0] !== undefined) {
    const inner = readDuration(text, others[0])
    return text[child.from] === '-' ? -inner : inner
  }
  if (child === undefined || others.length > 0 || child.name !== 'NumberDurationLiteralInDurationContext') {
    throw unsupported(
      text,
      spanOf(node),
      'duration expressions are not supported: write the duration as one literal',
    )
  }
  const ms = Math.round(readUnsigned(text, child) * 1000)
  if (Math.abs(ms) <= LONGEST_MS) return ms
  throw parseError(text, spanOf(child), 'duration out of range', 'a duration below 292 years')
}

/** Milliseconds of the range of a selector or the step of a sub-query, which must be positive. */
export function readPositiveDuration(text: string, node: SyntaxNode): number {
  const ms = readDuration(text, node)
  if (ms > 0) return ms
  throw parseError(text, spanOf(node), 'duration must be greater than 0', 'a duration of at least 1ms')
}

/** Milliseconds since the epoch of the timestamp after `@`. */
export function readTimestamp(text: string, node: SyntaxNode): number {
  const sign = text[node.from] === '-' ? -1 : 1
  const ms = sign * Math.round(readUnsigned(text, node) * 1000)
  // Beyond 2⁵³ milliseconds are no longer told apart.
  if (Number.isSafeInteger(ms)) return ms
  throw parseError(
    text,
    spanOf(node),
    `timestamp out of bounds for @ modifier: ${text.slice(node.from, node.to)}`,
    'seconds since the epoch',
  )
}
