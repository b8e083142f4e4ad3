import { parser } from '@prometheus-io/lezer-promql'
import type { Tree } from '@lezer/common'
import { PromqlError, positionOf } from './promql-error.ts'
import { compileMatcher } from './matcher.ts'
import { compileRegex } from './regex/regex.ts'
import type { CompileRegex } from './regex/regex.ts'
import type { Expr, LabelMatcher, VectorSelector } from './syntax/ast.ts'
import { checkTypes } from './syntax/check.ts'
import { convert, tooDeep } from './syntax/convert.ts'
import { diagnose, operatorsBefore } from './syntax/diagnose.ts'
import { bracketDepth, tokenize } from './syntax/tokens.ts'
import type { Token } from './syntax/tokens.ts'

/** Longer queries are refused: 64 KiB of characters. */
export const MAX_QUERY_LENGTH = 65_536

/** Deeper nesting is refused: every walk over an expression is recursive and must fit the stack. */
export const MAX_NESTING = 250

/** Options of `parse`. */
export interface ParseOptions {
  /** Replaces the built-in regular expressions; it has to be linear in the length of the text, patterns come from users. */
  readonly compileRegex?: CompileRegex
}

const strictParser = parser.configure({ strict: true })

/**
 * The text with every number, string and comment replaced by one of the same length that the grammar reads the same way. The
 * grammar's own tokens for them are rougher than PromQL's (`2.` is no number for it, `"a` is a string); what they mean is
 * read from the original text.
 */
function masked(text: string, tokens: readonly Token[]): string {
  let result = ''
  for (const token of tokens) {
    result += text.slice(result.length, token.start).replaceAll(/[^\n]/g, ' ')
    const length = token.end - token.start
    if (token.kind === 'number') result += '1'.repeat(length)
    else if (token.kind === 'string') result += `"${'x'.repeat(length - 2)}"`
    else result += token.text
  }
  return result
}

function parseTree(text: string, tokens: readonly Token[]): Tree {
  try {
    return strictParser.parse(masked(text, tokens))
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    // "No parse at 12": the offset is all that the parser says.
    const offset = Number(/\bat (\d+)/.exec(error.message)?.[1] ?? text.length)
    if (operatorsBefore(tokens, offset) > MAX_NESTING) throw tooDeep(text, offset, MAX_NESTING)
    throw diagnose(text, tokens, offset)
  }
}

function checkLength(text: string): void {
  if (text.length <= MAX_QUERY_LENGTH) return
  const message = `query is too long: ${text.length} characters, at most ${MAX_QUERY_LENGTH} are allowed`
  throw new PromqlError('limit', message, { limit: 'queryLength' })
}

function checkEncoding(text: string): void {
  if (text.isWellFormed()) return
  const at = text.search(/\p{Surrogate}/u)
  throw new PromqlError('parse', 'invalid UTF-8 rune', {
    position: positionOf(text, { start: at, end: at + 1 }),
  })
}

/**
 * Parses and type-checks a PromQL expression. Throws a `PromqlError` of the kind `parse`, `unsupported` or `limit`, with the
 * position of what is wrong.
 */
export function parse(text: string, options: ParseOptions = {}): Expr {
  checkLength(text)
  checkEncoding(text)
  const tokens = tokenize(text)
  const { depth, at } = bracketDepth(tokens)
  if (depth > MAX_NESTING) throw tooDeep(text, at.start, MAX_NESTING)
  const tree = parseTree(text, tokens)
  const expr = convert(text, tree.topNode, MAX_NESTING)
  const compile = options.compileRegex ?? compileRegex
  checkTypes(text, expr, (matcher, selector) => acceptsEmpty(text, matcher, selector, compile))
  return expr
}

function acceptsEmpty(
  text: string,
  matcher: LabelMatcher,
  selector: VectorSelector,
  compile: CompileRegex,
): boolean {
  try {
    return compileMatcher(matcher, compile).matches('')
  } catch (error) {
    if (!(error instanceof PromqlError)) throw error
    throw new PromqlError('parse', error.message, {
      position: positionOf(text, selector),
      expected: error.expected,
    })
  }
}
