import { compileProgram } from './program.ts'
import { RegexSyntaxError } from './reader.ts'
import { captureAll, matchesAll } from './run.ts'
import { alternatives, globTexts, matchesGlob, withoutAnchors } from './shape.ts'
import { parseRegex } from './syntax.ts'
import type { ParsedRegex } from './syntax.ts'

export { RegexSyntaxError } from './reader.ts'

/** A compiled pattern, anchored on both sides. */
export interface Regex {
  matches: (text: string) => boolean
  /** The text of each group by number, the whole text being group 0, or undefined when the pattern does not match. */
  capture: (text: string) => RegexGroups | undefined
  /** All texts that match when they are few: an index can look them up instead of trying every value. */
  readonly alternatives: readonly string[] | undefined
}

/** Texts of groups; a group that took no part is ''. */
export interface RegexGroups {
  readonly byNumber: readonly string[]
  readonly byName: ReadonlyMap<string, string>
}

/** Turns the text of a pattern into a matcher. Throws a `RegexSyntaxError` on what is no pattern. */
export type CompileRegex = (pattern: string) => Regex

/** Longer patterns are refused. */
const MAX_PATTERN_LENGTH = 4096

function groupsOf(parsed: ParsedRegex, text: string, places: readonly (number | undefined)[]): RegexGroups {
  const byNumber: string[] = []
  for (let slot = 0; slot < places.length; slot += 2) {
    const start = places[slot]
    const end = places[slot + 1]
    byNumber.push(start === undefined || end === undefined ? '' : text.slice(start, end))
  }
  const byName = new Map<string, string>()
  for (const [index, name] of parsed.groupNames.entries()) {
    if (name !== '' && !byName.has(name)) byName.set(name, byNumber[index + 1] ?? '')
  }
  return { byNumber, byName }
}

/**
 * Compiles a pattern in RE2's syntax, anchored on both sides, `.` matching line feeds. Matching takes time proportional to
 * the length of the text whatever the pattern, so that patterns may come from anybody.
 */
export function compileRegex(pattern: string): Regex {
  if (pattern.length > MAX_PATTERN_LENGTH) {
    throw new RegexSyntaxError(`pattern is longer than ${MAX_PATTERN_LENGTH} characters`)
  }
  const parsed = parseRegex(pattern)
  const program = compileProgram(parsed)
  const capture = (text: string): RegexGroups | undefined => {
    const places = captureAll(program, text)
    return places === undefined ? undefined : groupsOf(parsed, text, places)
  }
  const shape = withoutAnchors(parsed.root)
  const texts = alternatives(shape)
  if (texts !== undefined) {
    const known = new Set(texts)
    return { matches: (text) => known.has(text), capture, alternatives: texts }
  }
  const glob = globTexts(shape)
  const matches =
    glob === undefined
      ? (text: string): boolean => matchesAll(program, text)
      : (text: string): boolean => matchesGlob(glob, text)
  return { matches, capture, alternatives: undefined }
}
