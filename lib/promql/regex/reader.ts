/** A pattern that is not one, with what is wrong with it. */
export class RegexSyntaxError extends Error {
  override readonly name = 'RegexSyntaxError'
}

/** How often something repeats; `max` may be Infinity. */
export interface Repeat {
  readonly min: number
  readonly max: number
}

const STAR: Repeat = { min: 0, max: Infinity }
const PLUS: Repeat = { min: 1, max: Infinity }
const OPTIONAL: Repeat = { min: 0, max: 1 }
const COUNT = /^\{(\d+)(,?)(\d*)\}/
const GROUP_NAME = /^P?<([A-Za-z0-9_]+)>/

/** Reads a pattern from left to right, by code points. */
export class Reader {
  readonly #pattern: string
  #at = 0

  constructor(pattern: string) {
    this.#pattern = pattern
  }

  get done(): boolean {
    return this.#at >= this.#pattern.length
  }

  /** The next code point as text, '' at the end. */
  get peek(): string {
    const point = this.#pattern.codePointAt(this.#at)
    return point === undefined ? '' : String.fromCodePoint(point)
  }

  get rest(): string {
    return this.#pattern.slice(this.#at)
  }

  startsWith(text: string): boolean {
    return this.#pattern.startsWith(text, this.#at)
  }

  skip(units: number): void {
    this.#at += units
  }

  /** The next code point, consumed. */
  next(): string {
    const character = this.peek
    this.#at += character.length
    return character
  }

  /** Consumes a text when it comes next. */
  take(text: string): boolean {
    if (!this.startsWith(text)) return false
    this.#at += text.length
    return true
  }

  /** Consumes `*`, `+`, `?` or a count in braces. */
  takeQuantifier(): Repeat | undefined {
    if (this.take('*')) return STAR
    if (this.take('+')) return PLUS
    if (this.take('?')) return OPTIONAL
    const count = COUNT.exec(this.rest)
    if (count === null) return undefined
    this.#at += count[0].length
    const min = Number(count[1])
    if (count[2] === '') return { min, max: min }
    return { min, max: count[3] === '' ? Infinity : Number(count[3]) }
  }

  /** Consumes the name of a group, `P<name>` or `<name>`. */
  takeGroupName(): string | undefined {
    const found = GROUP_NAME.exec(this.rest)
    if (found === null) return undefined
    this.#at += found[0].length
    return found[1]
  }

  /** Consumes `\Q…\E`, or to the end of the pattern when there is no `\E`, and gives what is between. */
  takeQuoted(): string {
    const end = this.#pattern.indexOf('\\E', this.#at + 2)
    const text = this.#pattern.slice(this.#at + 2, end === -1 ? undefined : end)
    this.#at = end === -1 ? this.#pattern.length : end + 2
    return text
  }

  error(message: string): RegexSyntaxError {
    return new RegexSyntaxError(`${message} in ${JSON.stringify(this.#pattern)} at character ${this.#at}`)
  }
}

const SIMPLE: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11 }
const PUNCTUATION = /^[!-/:-@[-`{-~]$/
const HEX = /^x(?:\{([0-9a-fA-F]{1,6})\}|([0-9a-fA-F]{2}))/
const OCTAL = /^(?:0[0-7]{0,2}|[1-7][0-7]{1,2})/
const PROPERTY = /^([pP])(?:\{(\^?)([A-Za-z_]+)\}|([A-Z]))/

/** The code point of a numeric escape and its length. */
function numericEscape(rest: string): { readonly point: number; readonly length: number } | undefined {
  const hex = HEX.exec(rest)
  if (hex !== null) {
    return { point: Number.parseInt(hex[1] ?? hex[2] ?? '', 16), length: hex[0].length }
  }
  const octal = OCTAL.exec(rest)
  return octal === null ? undefined : { point: Number.parseInt(octal[0], 8), length: octal[0].length }
}

/** Reads what follows a backslash and stands for one code point. */
export function readCodePoint(reader: Reader): number {
  const letter = reader.peek
  const simple = SIMPLE[letter] ?? (PUNCTUATION.test(letter) ? letter.codePointAt(0) : undefined)
  if (simple !== undefined) {
    reader.skip(letter.length)
    return simple
  }
  const numeric = numericEscape(reader.rest)
  if (numeric === undefined || numeric.point > 0x10ffff) {
    throw reader.error(`invalid escape sequence: \\${letter}`)
  }
  reader.skip(numeric.length)
  return numeric.point
}

/** A pattern for one character of a general category or script, when the name is known. */
function propertyPattern(name: string, isNegated: boolean): RegExp | undefined {
  const escape = isNegated ? 'P' : 'p'
  for (const body of [name, `Script=${name}`]) {
    try {
      return new RegExp(`^\\${escape}{${body}}$`, 'u')
    } catch {
      // not a general category; perhaps a script
    }
  }
  return undefined
}

/** Reads `p{…}` or `P{…}` after a backslash, when that comes next. */
export function readProperty(reader: Reader): RegExp | undefined {
  const found = PROPERTY.exec(reader.rest)
  if (found === null) return undefined
  const name = found[3] ?? found[4] ?? ''
  const pattern = propertyPattern(name, (found[1] === 'P') !== (found[2] === '^'))
  if (pattern === undefined) throw reader.error(`invalid character class range: \\${found[0]}`)
  reader.skip(found[0].length)
  return pattern
}
