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

/** A line of a process as a person reads it: a JSON log line becomes its message and its fields, any other line stays. */
export function readable(line: string): string {
  const entry = line.startsWith('{') ? parse(line) : undefined
  if (!isRecord(entry) || typeof entry['msg'] !== 'string') return line
  const fields = Object.entries(entry).filter(([name]) => !LEFT_OUT.has(name))
  const words = fields.map(([name, value]) => ` ${name}=${show(value)}`)
  return `${LEVELS.get(entry['level']) ?? ''}${entry['msg']}${words.join('')}`
}
