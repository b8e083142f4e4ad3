// Escapes of Go's strconv, which PromQL takes its strings from. JavaScript strings cannot hold bytes that are not UTF-8, so
// such a byte b becomes the lone surrogate U+DC00 + b ("surrogateescape"), which no valid text contains, and is written
// back as \xNN.

const SIMPLE: Readonly<Record<string, number>> = {
  a: 7,
  b: 8,
  f: 12,
  n: 10,
  r: 13,
  t: 9,
  v: 11,
  '\\': 92,
  "'": 39,
  '"': 34,
}
const WRITTEN: Readonly<Record<number, string>> = {
  7: String.raw`\a`,
  8: String.raw`\b`,
  12: String.raw`\f`,
  10: String.raw`\n`,
  13: String.raw`\r`,
  9: String.raw`\t`,
  11: String.raw`\v`,
  92: '\\\\',
  34: String.raw`\"`,
}
const NUMERIC = /^(?:x([\da-fA-F]{2})|u([\da-fA-F]{4})|U([\da-fA-F]{8})|([0-7]{3}))/

const encoder = new TextEncoder()
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function decodeBytes(bytes: readonly number[]): string {
  try {
    return strictDecoder.decode(Uint8Array.from(bytes))
  } catch {
    return decodePiecewise(bytes)
  }
}

/** Decodes what is UTF-8 and escapes the bytes that are not, one at a time. */
function decodePiecewise(bytes: readonly number[]): string {
  let text = ''
  for (let at = 0; at < bytes.length;) {
    const length = validLength(bytes, at)
    text +=
      length === 0
        ? String.fromCodePoint(0xdc00 + (bytes[at] ?? 0))
        : strictDecoder.decode(Uint8Array.from(bytes.slice(at, at + length)))
    at += Math.max(1, length)
  }
  return text
}

/** Length in bytes of the UTF-8 sequence that starts here, 0 when none does. */
function validLength(bytes: readonly number[], at: number): number {
  for (let length = 1; length <= 4 && at + length <= bytes.length; length += 1) {
    try {
      strictDecoder.decode(Uint8Array.from(bytes.slice(at, at + length)))
      return length
    } catch {
      // not this long
    }
  }
  return 0
}

interface Escape {
  readonly bytes: Iterable<number>
  /** Characters of the escape after the backslash. */
  readonly length: number
}

function codePointEscape(hex: string, length: number): Escape | string {
  const point = Number.parseInt(hex, 16)
  if (point > 0x10ffff || (point >= 0xd800 && point < 0xe000)) {
    return 'escape sequence is an invalid Unicode code point'
  }
  return { bytes: encoder.encode(String.fromCodePoint(point)), length }
}

function readEscape(text: string, at: number): Escape | string {
  const simple = SIMPLE[text.charAt(at)]
  if (simple !== undefined) return { bytes: [simple], length: 1 }
  const [all, byte, short, long, octal] = NUMERIC.exec(text.slice(at, at + 9)) ?? []
  if (all === undefined) return 'unknown or unfinished escape sequence'
  if (byte !== undefined) return { bytes: [Number.parseInt(byte, 16)], length: all.length }
  if (octal === undefined) return codePointEscape(short ?? long ?? '', all.length)
  const value = Number.parseInt(octal, 8)
  return value > 255 ? 'octal escape sequence is greater than 255' : { bytes: [value], length: all.length }
}

/** What a quoted text means, or why it means nothing and where in it, quotes included. */
export type Unquoted = { readonly value: string } | { readonly problem: string; readonly at: number }

/** Reads a text in double, single or back quotes, quotes included. */
export function unquote(quoted: string): Unquoted {
  const inner = quoted.slice(1, -1)
  if (quoted.startsWith('`') || !inner.includes('\\')) return { value: inner }
  const bytes: number[] = []
  for (let at = 0; at < inner.length;) {
    const backslash = inner.indexOf('\\', at)
    const plain = inner.slice(at, backslash === -1 ? inner.length : backslash)
    for (const byte of encoder.encode(plain)) bytes.push(byte)
    at += plain.length
    if (backslash === -1) break
    const escape = readEscape(inner, at + 1)
    if (typeof escape === 'string') return { problem: escape, at: at + 1 }
    for (const byte of escape.bytes) bytes.push(byte)
    at += 1 + escape.length
  }
  return { value: decodeBytes(bytes) }
}

/** A text in double quotes with Go's escapes; the inverse of `unquote`. */
export function quote(text: string): string {
  let quoted = '"'
  for (const character of text) {
    const point = character.codePointAt(0) ?? 0
    const written = WRITTEN[point]
    if (written !== undefined) quoted += written
    else if (point >= 0xdc80 && point <= 0xdcff) quoted += String.raw`\x${(point - 0xdc00).toString(16)}`
    else if (point < 0x20 || point === 0x7f) quoted += String.raw`\x${point.toString(16).padStart(2, '0')}`
    else quoted += character
  }
  return `${quoted}"`
}

/** Whether a text can be a label name: not empty and valid Unicode (names beyond [a-zA-Z0-9_] are written in quotes). */
export function isLabelName(text: string): boolean {
  return text !== '' && text.isWellFormed()
}
