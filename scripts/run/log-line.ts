import { isRecord } from '#lib/core/unsafe.ts'

/** Levels as pino numbers them; what is usual needs no word. */
const LEVELS: ReadonlyMap<unknown, string> = new Map([
  [40, 'warning: '],
  [50, 'error: '],
  [60, 'fatal: '],
])
/** What the terminal shows anyway (the name in front), or what nobody reads there. */
const LEFT_OUT = new Set(['level', 'time', 'pid', 'hostname', 'name', 'msg'])

function parse(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch {
    return undefined
  }
}

function show(value: unknown): string {
  if (isRecord(value) && typeof value['message'] === 'string') return value['message'] // an error
  return typeof value === 'string' ? value : JSON.stringify(value)
}

/** Control characters of C0 and C1, DEL, and what else ends a line: JSON hides them, and a terminal would act on them. */
const CONTROL = /[\u0000-\u001F\u007F-\u009F\u2028\u2029]/g
const SHORT: ReadonlyMap<string, string> = new Map([
  ['\n', String.raw`\n`],
  ['\r', String.raw`\r`],
  ['\t', String.raw`\t`],
])

/** The text in one line, with the escapes of control characters in their place. */
const visible = (text: string): string =>
  text.replaceAll(
    CONTROL,
    (one) => SHORT.get(one) ?? String.raw`\u${(one.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  )

/**
 * A line of a process as a person reads it: a JSON log line becomes its message and its fields, any other line stays. What a
 * caller wrote into a field stays within its line.
 */
export function readable(line: string): string {
  const entry = line.startsWith('{') ? parse(line) : undefined
  if (!isRecord(entry) || typeof entry['msg'] !== 'string') return line
  const fields = Object.entries(entry).filter(([name]) => !LEFT_OUT.has(name))
  const words = fields.map(([name, value]) => ` ${name}=${show(value)}`)
  return visible(`${LEVELS.get(entry['level']) ?? ''}${entry['msg']}${words.join('')}`)
}
