import { ANY, ANY_BUT_NEWLINE, PERL_CLASSES, invertRanges, normalizeRanges, singleton } from './char-set.ts'
import type { CharSet } from './char-set.ts'
import { readBracketClass } from './bracket-class.ts'
import { Reader, readCodePoint, readProperty } from './reader.ts'

/** Conditions on a place in the text. */
export type Assertion = 'textStart' | 'textEnd' | 'lineStart' | 'lineEnd' | 'wordBoundary' | 'noWordBoundary'

/** The tree of a pattern. */
export type RegexNode =
  | { readonly kind: 'empty' }
  | { readonly kind: 'set'; readonly set: CharSet }
  | { readonly kind: 'assert'; readonly assertion: Assertion }
  | { readonly kind: 'concat'; readonly parts: readonly RegexNode[] }
  | { readonly kind: 'alternate'; readonly choices: readonly RegexNode[] }
  | {
      readonly kind: 'repeat'
      readonly node: RegexNode
      readonly min: number
      readonly max: number
      readonly greedy: boolean
    }
  | { readonly kind: 'group'; readonly node: RegexNode; readonly index: number; readonly name: string }

/** A pattern that was read. */
export interface ParsedRegex {
  readonly root: RegexNode
  /** Capturing groups by number from 1; the text of a group without a name is ''. */
  readonly groupNames: readonly string[]
}

interface Flags {
  readonly fold: boolean
  readonly multiline: boolean
  readonly dotAll: boolean
  readonly ungreedy: boolean
}

/** RE2 refuses larger counts, so that a short pattern cannot make a huge program. */
const MAX_REPEAT = 1000
const MAX_GROUP_DEPTH = 200

const ASSERTIONS: Readonly<Record<string, Assertion>> = {
  A: 'textStart',
  z: 'textEnd',
  b: 'wordBoundary',
  B: 'noWordBoundary',
}

const FLAGS: Readonly<Record<string, keyof Flags>> = {
  i: 'fold',
  m: 'multiline',
  s: 'dotAll',
  U: 'ungreedy',
}

class Parser {
  readonly #in: Reader
  readonly groupNames: string[] = []
  #depth = 0

  constructor(pattern: string) {
    this.#in = new Reader(pattern)
  }

  parse(flags: Flags): RegexNode {
    const { node } = this.#alternation(flags)
    if (!this.#in.done) throw this.#in.error('unexpected )')
    return node
  }

  #alternation(outer: Flags): { readonly node: RegexNode } {
    let flags = outer
    const choices: RegexNode[] = []
    let parts: RegexNode[] = []
    while (!this.#in.done && this.#in.peek !== ')') {
      if (this.#in.take('|')) {
        choices.push(concat(parts))
        parts = []
        continue
      }
      // A flag such as (?i) holds to the end of its group, beyond `|`.
      const item = this.#item(flags)
      if ('flags' in item) flags = item.flags
      else parts.push(item.node)
    }
    choices.push(concat(parts))
    const [only] = choices
    return { node: choices.length === 1 && only !== undefined ? only : { kind: 'alternate', choices } }
  }

  #item(flags: Flags): { readonly node: RegexNode } | { readonly flags: Flags } {
    if (this.#in.take('(')) {
      const group = this.#group(flags)
      if ('flags' in group) return group
      return { node: this.#quantified(group.node, flags) }
    }
    if (this.#in.startsWith('\\Q')) return { node: this.#quotedLiteral(flags) }
    return { node: this.#quantified(this.#atom(flags), flags) }
  }

  #quotedLiteral(flags: Flags): RegexNode {
    const parts = Array.from(this.#in.takeQuoted(), (character) => literal(character, flags))
    const last = parts.pop()
    if (last === undefined) return { kind: 'empty' }
    return concat([...parts, this.#quantified(last, flags)])
  }

  #group(flags: Flags): { readonly node: RegexNode } | { readonly flags: Flags } {
    this.#depth += 1
    if (this.#depth > MAX_GROUP_DEPTH) throw this.#in.error('groups are nested too deeply')
    const result = this.#groupBody(flags)
    this.#depth -= 1
    return result
  }

  #groupBody(flags: Flags): { readonly node: RegexNode } | { readonly flags: Flags } {
    if (!this.#in.take('?')) return { node: this.#capture('', flags) }
    const name = this.#in.takeGroupName()
    if (name !== undefined) return { node: this.#capture(name, flags) }
    const changed = this.#flags(flags)
    if (this.#in.take(')')) return { flags: changed }
    if (!this.#in.take(':')) throw this.#in.error('invalid or unsupported group syntax')
    const { node } = this.#alternation(changed)
    if (!this.#in.take(')')) throw this.#in.error('missing closing )')
    return { node }
  }

  #capture(name: string, flags: Flags): RegexNode {
    this.groupNames.push(name)
    const index = this.groupNames.length
    const { node } = this.#alternation(flags)
    if (!this.#in.take(')')) throw this.#in.error('missing closing )')
    return { kind: 'group', node, index, name }
  }

  /** Reads flags such as `is-m` and gives the old ones with these changed. */
  #flags(old: Flags): Flags {
    const flags: { -readonly [name in keyof Flags]: boolean } = { ...old }
    let isOn = true
    for (;;) {
      const letter = this.#in.peek
      const flag = FLAGS[letter]
      if (letter === '-' && isOn) isOn = false
      else if (flag === undefined) return flags
      else flags[flag] = isOn
      this.#in.skip(1)
    }
  }

  #quantified(node: RegexNode, flags: Flags): RegexNode {
    const bounds = this.#in.takeQuantifier()
    if (bounds === undefined) return node
    if (Math.max(bounds.min, Number.isFinite(bounds.max) ? bounds.max : 0) > MAX_REPEAT) {
      throw this.#in.error(`invalid repeat count: more than ${MAX_REPEAT}`)
    }
    if (bounds.max < bounds.min) throw this.#in.error('invalid repeat count: maximum below minimum')
    const greedy = this.#in.take('?') === flags.ungreedy
    if (this.#in.takeQuantifier() !== undefined) throw this.#in.error('invalid nested repetition operator')
    return { kind: 'repeat', node, min: bounds.min, max: bounds.max, greedy }
  }

  #atom(flags: Flags): RegexNode {
    const character = this.#in.next()
    switch (character) {
      case '.':
        return { kind: 'set', set: flags.dotAll ? ANY : ANY_BUT_NEWLINE }
      case '^':
        return { kind: 'assert', assertion: flags.multiline ? 'lineStart' : 'textStart' }
      case '$':
        return { kind: 'assert', assertion: flags.multiline ? 'lineEnd' : 'textEnd' }
      case '[':
        return { kind: 'set', set: readBracketClass(this.#in, flags.fold) }
      case '\\':
        return this.#escape(flags)
      case '*':
      case '+':
      case '?':
        throw this.#in.error(`missing argument to repetition operator: ${character}`)
      default:
        return literal(character, flags)
    }
  }

  #escape(flags: Flags): RegexNode {
    const letter = this.#in.peek
    const assertion = ASSERTIONS[letter]
    if (assertion !== undefined) {
      this.#in.skip(1)
      return { kind: 'assert', assertion }
    }
    const perl = PERL_CLASSES[letter.toLowerCase()]
    if (perl !== undefined) {
      this.#in.skip(1)
      const ranges = letter === letter.toLowerCase() ? perl : invertRanges(perl)
      return set({ ranges: normalizeRanges(ranges), properties: [], negated: false, fold: false })
    }
    const property = readProperty(this.#in)
    if (property !== undefined) {
      return set({ ranges: [], properties: [property], negated: false, fold: flags.fold })
    }
    return set(singleton(readCodePoint(this.#in), flags.fold))
  }
}

const set = (charSet: CharSet): RegexNode => ({ kind: 'set', set: charSet })

function literal(character: string, flags: Flags): RegexNode {
  return set(singleton(character.codePointAt(0) ?? 0, flags.fold))
}

function concat(parts: readonly RegexNode[]): RegexNode {
  const [only] = parts
  if (only === undefined) return { kind: 'empty' }
  return parts.length === 1 ? only : { kind: 'concat', parts }
}

/**
 * Reads a pattern in RE2's syntax with `.` also matching line feeds, as Prometheus compiles its patterns. Throws a
 * `RegexSyntaxError` on what is none.
 */
export function parseRegex(pattern: string): ParsedRegex {
  const parser = new Parser(pattern)
  const root = parser.parse({ fold: false, multiline: false, dotAll: true, ungreedy: false })
  return { root, groupNames: parser.groupNames }
}
