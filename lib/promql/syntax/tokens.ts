import { parseError } from '../promql-error.ts'
import type { Span } from '../promql-error.ts'

/** The classes of tokens; `op` also covers brackets, braces, commas and colons. */
export type TokenKind = 'identifier' | 'number' | 'string' | 'op' | 'end'

/** A piece of a query's text. */
export interface Token extends Span {
  readonly kind: TokenKind
  readonly text: string
}

const SPACE = /[ \t\r\n]+|#[^\r\n]*/y
const IDENTIFIER = /[a-zA-Z_:][a-zA-Z0-9_:]*/y
const LABEL = /[a-zA-Z_][a-zA-Z0-9_]*/y
const NUMBER =
  /(?:0[xX][0-9a-fA-F_]+|(?:[0-9]+[ywdhms]+)+|(?:[0-9][0-9_]*\.?[0-9_]*|\.[0-9][0-9_]*)(?:[eE][+-]?[0-9][0-9_]*)?)/y
const OPERATOR = /==|!=|<=|>=|=~|!~|<\/|>\/|[-+*/%^=<>()[\]{},:@]/y
const STRINGS: Readonly<Record<string, RegExp>> = {
  '"': /"(?:[^\\"\n]|\\[^\n])*"/y,
  "'": /'(?:[^\\'\n]|\\[^\n])*'/y,
  '`': /`[^`]*`/y,
}
const CLOSES: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{' }
const NAMES: Readonly<Record<string, string>> = {
  '(': 'left parenthesis',
  '[': 'left bracket',
  '{': 'left brace',
  ')': 'right parenthesis',
  ']': 'right bracket',
  '}': 'right brace',
}

function matchAt(pattern: RegExp, text: string, at: number): string | undefined {
  pattern.lastIndex = at
  return pattern.exec(text)?.[0]
}

function quotedString(text: string, at: number, opening: string): string {
  const pattern = STRINGS[opening]
  const found = pattern === undefined ? undefined : matchAt(pattern, text, at)
  if (found !== undefined) return found
  const what = opening === '`' ? 'unterminated raw string' : 'unterminated quoted string'
  throw parseError(text, { start: at, end: text.length }, what, opening)
}

function numberToken(text: string, at: number): string {
  const found = matchAt(NUMBER, text, at) ?? ''
  const rest = /^[a-zA-Z0-9_.]*/.exec(text.slice(at + found.length))?.[0] ?? ''
  if (rest === '' && found !== '') return found
  const end = at + found.length + rest.length
  throw parseError(
    text,
    { start: at, end },
    `bad number or duration syntax: ${JSON.stringify(text.slice(at, end))}`,
    'a number or a duration such as 5m',
  )
}

class Lexer {
  readonly #text: string
  readonly #open: Token[] = []
  readonly tokens: Token[] = []

  constructor(text: string) {
    this.#text = text
  }

  run(): readonly Token[] {
    let at = 0
    while (at < this.#text.length) {
      const space = matchAt(SPACE, this.#text, at)
      at = space === undefined ? this.#next(at) : at + space.length
    }
    const unclosed = this.#open.at(-1)
    if (unclosed !== undefined) {
      const expected = `"${this.#closing(unclosed.text)}"`
      throw parseError(this.#text, unclosed, `unclosed ${NAMES[unclosed.text]}`, expected)
    }
    this.#push('end', '', at)
    return this.tokens
  }

  #closing(open: string): string {
    return Object.entries(CLOSES).find(([, opening]) => opening === open)?.[0] ?? ''
  }

  #push(kind: TokenKind, text: string, start: number): Token {
    const token: Token = { kind, text, start, end: start + text.length }
    this.tokens.push(token)
    return token
  }

  #next(at: number): number {
    const character = this.#text[at] ?? ''
    if (STRINGS[character] !== undefined) {
      return this.#push('string', quotedString(this.#text, at, character), at).end
    }
    const inside = this.#open.at(-1)?.text
    // Inside brackets a colon separates range and step, so it begins no name there.
    const word = matchAt(inside === '[' || inside === '{' ? LABEL : IDENTIFIER, this.#text, at)
    if (word !== undefined) return this.#push('identifier', word, at).end
    if (/^\.?[0-9]/.test(this.#text.slice(at, at + 2))) {
      return this.#push('number', numberToken(this.#text, at), at).end
    }
    return this.#operator(at)
  }

  #operator(at: number): number {
    const found = matchAt(OPERATOR, this.#text, at)
    if (found === undefined) {
      const character = String.fromCodePoint(this.#text.codePointAt(at) ?? 0)
      const span = { start: at, end: at + character.length }
      throw parseError(this.#text, span, `unexpected character: ${JSON.stringify(character)}`)
    }
    const token = this.#push('op', found, at)
    if (CLOSES[found] !== undefined) this.#close(token)
    else if (NAMES[found] !== undefined) this.#opened(token)
    return token.end
  }

  #opened(token: Token): void {
    const inside = this.#open.at(-1)?.text
    if (inside === '{' || (inside === '[' && token.text === '[')) {
      throw parseError(this.#text, token, `unexpected ${NAMES[token.text]} "${token.text}"`)
    }
    this.#open.push(token)
  }

  #close(token: Token): void {
    const opened = this.#open.pop()
    if (opened?.text === CLOSES[token.text]) return
    const expected = opened === undefined ? undefined : `"${this.#closing(opened.text)}"`
    const tail = expected === undefined ? '' : `, expected ${expected}`
    throw parseError(this.#text, token, `unexpected ${NAMES[token.text]} "${token.text}"${tail}`, expected)
  }
}

/**
 * Splits a query into tokens, the last of which is `end`. Throws a parse error on what can be no token, on quotes that do
 * not end and on brackets that do not match.
 */
export function tokenize(text: string): readonly Token[] {
  return new Lexer(text).run()
}

/** The deepest nesting of brackets; tells before parsing whether a query is nested too deeply. */
export function bracketDepth(tokens: readonly Token[]): { readonly depth: number; readonly at: Span } {
  let current = 0
  let depth = 0
  let at: Span = { start: 0, end: 0 }
  for (const token of tokens) {
    if (token.kind !== 'op') continue
    if (CLOSES[token.text] !== undefined) current -= 1
    else if (NAMES[token.text] !== undefined) current += 1
    if (current > depth) {
      depth = current
      at = token
    }
  }
  return { depth, at }
}
