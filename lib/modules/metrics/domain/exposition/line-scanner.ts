/** The text is not in the exposition format; the message names the line. */
export class ExpositionError extends Error {
  /** Counted from 1. */
  readonly line: number

  constructor(line: number, problem: string) {
    super(`line ${line}: ${problem}`)
    this.name = 'ExpositionError'
    this.line = line
  }
}

const BARE_NAME = /[a-zA-Z_:][a-zA-Z0-9_:]*/y
const BLANKS = /[ \t]*/y
const WORD = /[^ \t]+/y
const PLAIN = /[^"\\]*/y
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', '"': '"', '\\': '\\' }

/** A cursor over one line. */
export class LineScanner {
  readonly #text: string
  readonly #line: number
  #at = 0

  constructor(text: string, line: number) {
    this.#text = text
    this.#line = line
  }

  /** The next character, or '' at the end. */
  peek(): string {
    return this.#text.charAt(this.#at)
  }

  /** True when everything was read. */
  isAtEnd(): boolean {
    return this.#at >= this.#text.length
  }

  /** Passes over blanks and tabs. */
  skipBlanks(): void {
    this.#match(BLANKS)
  }

  /** Reads `text` when it comes next. */
  accept(text: string): boolean {
    if (!this.#text.startsWith(text, this.#at)) return false
    this.#at += text.length
    return true
  }

  /** A metric or label name, bare or in quotes. */
  name(what: string): string {
    if (this.peek() === '"') return this.quoted()
    const name = this.#match(BARE_NAME)
    if (name === '') throw this.error(`${what} expected, found ${this.#found()}`)
    return name
  }

  /** A text in double quotes with the escapes \\, \" and \n. */
  quoted(): string {
    if (!this.accept('"')) throw this.error(`" expected, found ${this.#found()}`)
    let value = this.#match(PLAIN)
    while (!this.accept('"')) {
      if (!this.accept('\\')) throw this.error('a text in quotes is not closed')
      const escaped = ESCAPES[this.peek()]
      if (escaped === undefined) throw this.error(`\\${this.peek()} is no escape; use \\\\, \\" or \\n`)
      this.#at++
      value += escaped + this.#match(PLAIN)
    }
    return value
  }

  /** What stands up to the next blank. */
  word(): string {
    return this.#match(WORD)
  }

  /** The error for what is wrong on this line. */
  error(problem: string): ExpositionError {
    return new ExpositionError(this.#line, problem)
  }

  /** The error for something that should not stand here. */
  unexpected(expected: string): ExpositionError {
    return this.error(`${expected} expected, found ${this.#found()}`)
  }

  #found(): string {
    return this.isAtEnd() ? 'the end of the line' : JSON.stringify(this.#text.slice(this.#at, this.#at + 20))
  }

  #match(pattern: RegExp): string {
    pattern.lastIndex = this.#at
    const found = pattern.exec(this.#text)?.[0] ?? ''
    this.#at += found.length
    return found
  }
}
