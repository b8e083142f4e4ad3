import { parseError } from '../promql-error.ts'
import type { PromqlError } from '../promql-error.ts'
import { notAFunction } from './functions.ts'
import type { Token } from './tokens.ts'

// The grammar's parser says only where it could not go on. What stood there, inside of what, and what would have been
// right is worked out here from the tokens before it, in the words of Prometheus.

interface Complaint {
  readonly context?: string
  readonly expected?: string
}

const GROUPING = new Set(['by', 'without', 'on', 'ignoring', 'group_left', 'group_right'])
const AGGREGATIONS = new Set(
  'sum avg count min max group stddev stdvar topk bottomk count_values quantile limitk limit_ratio'.split(
    ' ',
  ),
)
const WORD_OPERATORS = new Set(['and', 'or', 'unless', 'atan2', 'bool'])
const OPERATORS = new Set([
  '+',
  '-',
  '*',
  '/',
  '%',
  '^',
  '==',
  '!=',
  '<=',
  '>=',
  '<',
  '>',
  '=~',
  '!~',
  '=',
  '</',
  '>/',
])

/** Words that mean something in Prometheus' messages, with how they are shown. */
function describeWord(text: string): string {
  const word = text.toLowerCase()
  if (AGGREGATIONS.has(word)) return `<aggr:${text}>`
  if (word === 'bool' || word === 'offset' || GROUPING.has(word)) return `<${text}>`
  if (WORD_OPERATORS.has(word)) return `<op:${text}>`
  return `identifier ${JSON.stringify(text)}`
}

/** A token in the words of Prometheus' messages. */
function describe({ kind, text }: Token): string {
  switch (kind) {
    case 'end':
      return 'end of input'
    case 'op':
      return OPERATORS.has(text) ? `<op:${text}>` : JSON.stringify(text)
    case 'identifier':
      return describeWord(text)
    case 'string':
      return `string ${text}`
    case 'number':
      return `number ${JSON.stringify(text)}`
  }
}

const isOp = (token: Token | undefined, text: string): boolean => token?.kind === 'op' && token.text === text
const isWord = (token: Token | undefined, words: ReadonlySet<string>): boolean =>
  token?.kind === 'identifier' && words.has(token.text.toLowerCase())

/** Index of the bracket that is still open before `at`, or −1. */
function openBracket(tokens: readonly Token[], at: number): number {
  let closed = 0
  for (let index = at - 1; index >= 0; index -= 1) {
    const token = tokens[index]
    if (token?.kind !== 'op') continue
    if (')]}'.includes(token.text)) closed += 1
    else if ('([{'.includes(token.text)) {
      if (closed === 0) return index
      closed -= 1
    }
  }
  return -1
}

function insideBraces(tokens: readonly Token[], at: number): Complaint {
  const context = 'label matching'
  const previous = tokens[at - 1]
  if (isOp(previous, '{') || isOp(previous, ',')) return { context, expected: 'identifier or "}"' }
  if (previous?.kind === 'identifier') return { context, expected: 'label matching operator' }
  if (previous?.kind !== 'string') return { context, expected: 'string' }
  const isValue = tokens[at - 2]?.kind === 'op' && OPERATORS.has(tokens[at - 2]?.text ?? '')
  return { context, expected: isValue ? '"," or "}"' : 'label matching operator, "," or "}"' }
}

function insideBrackets(tokens: readonly Token[], opened: number, at: number): Complaint {
  const inside = tokens.slice(opened + 1, at)
  const colon = inside.findIndex((token) => isOp(token, ':'))
  if (inside.length === 0) return { context: 'subquery or range selector', expected: 'duration' }
  if (colon === -1) return { context: 'subquery or range', expected: '":" or "]"' }
  const expected = colon === inside.length - 1 ? 'duration or "]"' : '"]"'
  return { context: 'subquery selector', expected }
}

function insideGrouping(previous: Token | undefined): Complaint {
  const context = 'grouping opts'
  const wantsLabel = isOp(previous, '(') || isOp(previous, ',')
  return { context, expected: wantsLabel ? 'label' : '"," or ")"' }
}

function afterWord(tokens: readonly Token[], at: number): Complaint | undefined {
  const previous = tokens[at - 1]
  if (isWord(previous, new Set(['offset']))) return { context: 'offset', expected: 'number or duration' }
  if (isOp(previous, '@')) return { context: '@', expected: 'timestamp' }
  if (isWord(previous, new Set(['by', 'without', 'on', 'ignoring']))) {
    return { context: 'grouping opts', expected: '"("' }
  }
  if (isWord(previous, AGGREGATIONS)) return { context: 'aggregation', expected: '"(", "by" or "without"' }
  return undefined
}

/** Whether an expression may begin after this token, so that one was expected. */
function wantsExpression(previous: Token | undefined): boolean {
  if (previous === undefined || isWord(previous, WORD_OPERATORS)) return true
  return (
    previous.kind === 'op' && (OPERATORS.has(previous.text) || previous.text === '(' || previous.text === ',')
  )
}

const isOperator = (token: Token): boolean =>
  isWord(token, WORD_OPERATORS) || (token.kind === 'op' && OPERATORS.has(token.text))

const tokenAt = (tokens: readonly Token[], offset: number): number =>
  Math.max(
    0,
    tokens.findIndex((token) => token.end > offset || token.kind === 'end'),
  )

/**
 * How many operators stand before an offset inside the same brackets. The grammar's parser gives up on very long chains of
 * them as if they were wrong.
 */
export function operatorsBefore(tokens: readonly Token[], offset: number): number {
  const at = tokenAt(tokens, offset)
  return tokens.slice(openBracket(tokens, at) + 1, at).filter((token) => isOperator(token)).length
}

function complain(tokens: readonly Token[], at: number): Complaint {
  const opened = openBracket(tokens, at)
  const bracket = tokens[opened]
  if (isOp(bracket, '{')) return insideBraces(tokens, at)
  if (isOp(bracket, '[')) return insideBrackets(tokens, opened, at)
  if (isOp(bracket, '(') && isWord(tokens[opened - 1], GROUPING)) return insideGrouping(tokens[at - 1])
  const special = afterWord(tokens, at)
  if (special !== undefined) return special
  if (wantsExpression(tokens[at - 1])) return { expected: 'expression' }
  return { expected: bracket === undefined ? 'operator or end of input' : 'operator, "," or ")"' }
}

/**
 * The error for a query whose grammar breaks at an offset: what was unexpected, in what context, and what was expected.
 * A word before an opening parenthesis there is a function that does not exist.
 */
export function diagnose(text: string, tokens: readonly Token[], offset: number): PromqlError {
  const at = tokenAt(tokens, offset)
  const token = tokens[at] ?? { kind: 'end', text: '', start: text.length, end: text.length }
  const previous = tokens[at - 1]
  if (isOp(token, '(') && previous?.kind === 'identifier' && !isWord(previous, GROUPING)) {
    return notAFunction(text, previous, previous.text)
  }
  const { context, expected } = complain(tokens, at)
  const where = context === undefined ? '' : ` in ${context}`
  const wish = expected === undefined ? '' : `, expected ${expected}`
  return parseError(text, token, `unexpected ${describe(token)}${where}${wish}`, expected)
}
