/** A set of Unicode code points: closed ranges, plus Unicode properties such as `\p{L}`. */
export interface CharSet {
  /** Sorted, disjoint ranges: low, high, low, high … */
  readonly ranges: readonly number[]
  /** Patterns for one character each; only Unicode properties, which V8 answers in constant time. */
  readonly properties: readonly RegExp[]
  readonly negated: boolean
  /** Whether upper and lower case are the same. */
  readonly fold: boolean
}

const MAX_POINT = 0x10ffff

/** All code points. */
export const ANY: CharSet = { ranges: [0, MAX_POINT], properties: [], negated: false, fold: false }

/** All code points but the line feed. */
export const ANY_BUT_NEWLINE: CharSet = { ranges: [10, 10], properties: [], negated: true, fold: false }

/** Classes by the letter that stands for them after a backslash. */
export const PERL_CLASSES: Readonly<Record<string, readonly number[]>> = {
  d: [48, 57],
  s: [9, 10, 12, 13, 32, 32],
  w: [48, 57, 65, 90, 95, 95, 97, 122],
}

/** Classes by the name that stands for them between `[:` and `:]`. */
export const POSIX_CLASSES: Readonly<Record<string, readonly number[]>> = {
  alnum: [48, 57, 65, 90, 97, 122],
  alpha: [65, 90, 97, 122],
  ascii: [0, 127],
  blank: [9, 9, 32, 32],
  cntrl: [0, 31, 127, 127],
  digit: [48, 57],
  graph: [33, 126],
  lower: [97, 122],
  print: [32, 126],
  punct: [33, 47, 58, 64, 91, 96, 123, 126],
  space: [9, 13, 32, 32],
  upper: [65, 90],
  word: [48, 57, 65, 90, 95, 95, 97, 122],
  xdigit: [48, 57, 65, 70, 97, 102],
}

/** Sorts and merges ranges. */
export function normalizeRanges(ranges: readonly number[]): number[] {
  const pairs: [number, number][] = []
  for (let at = 0; at + 1 < ranges.length; at += 2) pairs.push([ranges[at] ?? 0, ranges[at + 1] ?? 0])
  pairs.sort((a, b) => a[0] - b[0])
  const merged: number[] = []
  for (const [low, high] of pairs) {
    const last = merged.at(-1)
    if (last === undefined || low > last + 1) merged.push(low, high)
    else merged[merged.length - 1] = Math.max(last, high)
  }
  return merged
}

/** The ranges that are left out by these. */
export function invertRanges(ranges: readonly number[]): number[] {
  const inverted: number[] = []
  let next = 0
  for (const [index, bound] of normalizeRanges(ranges).entries()) {
    if (index % 2 === 1) next = bound + 1
    else if (bound > next) inverted.push(next, bound - 1)
  }
  if (next <= MAX_POINT) inverted.push(next, MAX_POINT)
  return inverted
}

function inRanges(ranges: readonly number[], point: number): boolean {
  let low = 0
  let high = ranges.length / 2
  while (low < high) {
    const middle = (low + high) >>> 1
    if (point > (ranges[middle * 2 + 1] ?? 0)) low = middle + 1
    else high = middle
  }
  return low * 2 < ranges.length && point >= (ranges[low * 2] ?? 0)
}

function contains(set: CharSet, point: number): boolean {
  if (inRanges(set.ranges, point)) return true
  if (set.properties.length === 0) return false
  const character = String.fromCodePoint(point)
  return set.properties.some((property) => property.test(character))
}

/** The other cases of a code point; characters whose other case is longer than one character have none. */
function otherCases(point: number): number[] {
  const character = String.fromCodePoint(point)
  return [character.toLowerCase(), character.toUpperCase(), character.toUpperCase().toLowerCase()]
    .filter((other) => other !== character && other.length <= 2)
    .map((other) => other.codePointAt(0) ?? point)
}

/** Whether a set holds a code point. */
export function setHas(set: CharSet, point: number): boolean {
  const found = contains(set, point) || (set.fold && otherCases(point).some((other) => contains(set, other)))
  return found !== set.negated
}

/** A set of exactly one code point. */
export function singleton(point: number, fold: boolean): CharSet {
  return { ranges: [point, point], properties: [], negated: false, fold }
}

/** The only text that a set matches, or undefined when it matches several. */
export function onlyCharacter(set: CharSet): string | undefined {
  const [low, high, ...others] = set.ranges
  if (low === undefined || low !== high || others.length > 0) return undefined
  if (set.negated || set.properties.length > 0) return undefined
  if (set.fold && otherCases(low).length > 0) return undefined
  return String.fromCodePoint(low)
}
