import { PERL_CLASSES, POSIX_CLASSES, invertRanges, normalizeRanges } from './char-set.ts'
import type { CharSet } from './char-set.ts'
import { readCodePoint, readProperty } from './reader.ts'
import type { Reader } from './reader.ts'

const POSIX = /^\[:(\^?)([a-z]+):\]/
const PERL = /^\\([dDsSwW])/

interface Items {
  readonly ranges: number[]
  readonly properties: RegExp[]
}

function readPosixClass(reader: Reader, items: Items): boolean {
  const found = POSIX.exec(reader.rest)
  if (found === null) return false
  const ranges = POSIX_CLASSES[found[2] ?? '']
  if (ranges === undefined) throw reader.error(`invalid character class range: ${found[0]}`)
  items.ranges.push(...(found[1] === '^' ? invertRanges(ranges) : ranges))
  reader.skip(found[0].length)
  return true
}

function readPerlClass(reader: Reader, items: Items): boolean {
  const letter = PERL.exec(reader.rest)?.[1]
  const ranges = PERL_CLASSES[letter?.toLowerCase() ?? '']
  if (letter === undefined || ranges === undefined) return false
  items.ranges.push(...(letter === letter.toLowerCase() ? ranges : invertRanges(ranges)))
  reader.skip(2)
  return true
}

/** Reads `[:name:]`, `\d` or `\p{…}` into the items; false when none of them comes next. */
function readNamedClass(reader: Reader, items: Items): boolean {
  if (readPosixClass(reader, items) || readPerlClass(reader, items)) return true
  if (!/^\\[pP]/.test(reader.rest)) return false
  reader.skip(1)
  const property = readProperty(reader)
  if (property === undefined) throw reader.error('invalid character class range')
  items.properties.push(property)
  return true
}

function readEnd(reader: Reader): number {
  if (reader.done) throw reader.error('missing closing ]')
  if (reader.take('\\')) return readCodePoint(reader)
  return reader.next().codePointAt(0) ?? 0
}

function readRange(reader: Reader, items: Items): void {
  const low = readEnd(reader)
  const isRange = reader.startsWith('-') && !reader.startsWith('-]')
  if (!isRange) {
    items.ranges.push(low, low)
    return
  }
  reader.skip(1)
  const high = readEnd(reader)
  if (high < low) throw reader.error('invalid character class range: the end is below the start')
  items.ranges.push(low, high)
}

/** Reads a class in brackets; the opening bracket has been consumed. */
export function readBracketClass(reader: Reader, fold: boolean): CharSet {
  const negated = reader.take('^')
  const items: Items = { ranges: [], properties: [] }
  // A closing bracket in the first place is meant literally.
  if (reader.startsWith(']')) readRange(reader, items)
  while (!reader.take(']')) {
    if (reader.done) throw reader.error('missing closing ]')
    if (!readNamedClass(reader, items)) readRange(reader, items)
  }
  return { ranges: normalizeRanges(items.ranges), properties: items.properties, negated, fold }
}
