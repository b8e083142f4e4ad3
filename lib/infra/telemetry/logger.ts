import { format } from 'node:util'
import pino from 'pino'

/** The structured logger: one JSON object per line on standard output. */
export type Logger = pino.Logger

const SECRETS: readonly RegExp[] = [
  // Every kind that begins with our mark, whatever it is called: one that comes later is blanked too.
  /\bbw[a-z]?_[a-z]{3,4}_[\w.-]+/g,
  /\bbw[ic]_[\w.-]+/g,
  /\bwhsec_[\w+/=-]+/g,
  /\bBearer\s+[\w.~+/=-]+/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /\/\/[^/\s:@]*:[^/\s@]+@/g,
  /[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+/g, // addresses of people
]

/** Keys whose values are secrets whatever they look like. */
const SECRET_KEYS = ['password', 'secret', 'token', 'credential', 'code', 'authorization', 'cookie'] as const

/** Blanks out credentials and e-mail addresses in free text and encodes control characters, so that a log line stays one line. */
export function redactText(text: string): string {
  let clean = text
  for (const pattern of SECRETS) clean = clean.replaceAll(pattern, '[redacted]')
  return clean.replaceAll(
    /[\u0000-\u0008\u000b-\u001f\u007f]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

/** How deep values and causes are looked into; what lies deeper is left out. */
const MAX_DEPTH = 4

function redactError(error: Error, depth = 0): Record<string, unknown> {
  const cause =
    error.cause instanceof Error && depth < MAX_DEPTH ? { cause: redactError(error.cause, depth + 1) } : {}
  return {
    type: error.name,
    message: redactText(error.message),
    stack: redactText(error.stack ?? ''),
    ...cause,
  }
}

const isPlainObject = (value: object): boolean => {
  const prototype: unknown = Object.getPrototypeOf(value)
  return prototype === Object.prototype || prototype === null
}

/** A value with every text in it redacted; objects with behaviour of their own (dates, errors) are left to pino. */
function redactValue(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return redactText(value)
  if (typeof value !== 'object' || value === null) return value
  if (depth >= MAX_DEPTH) return '[too deep]'
  if (Array.isArray(value)) return value.map((item) => redactValue(item, depth + 1))
  return isPlainObject(value) ? redactRecord(value, depth) : value
}

const redactRecord = (record: object, depth: number): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).map(([key, value]) => [key, redactValue(value, depth + 1)]))

/**
 * The arguments of one call: `(text, …)`, `(error)` or `(values, text, …)`. The text is put together before it is
 * redacted, so that a secret cannot slip through in two halves; of a bare error pino would show the message as it is.
 */
function redactCall(given: readonly unknown[]): readonly unknown[] {
  const [first, ...rest] = given
  if (typeof first === 'string') return [redactText(format(first, ...rest))]
  const text = rest.length === 0 ? [] : [redactText(format(...rest))]
  if (!(first instanceof Error)) return [first, ...text]
  return text.length === 0 ? [{ err: first }, redactText(first.message)] : [{ err: first }, ...text]
}

/** Makes the logger of one process. Secrets are removed by name and by pattern; payloads are never logged whole. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: { paths: SECRET_KEYS.flatMap((key) => [key, `*.${key}`]), censor: '[redacted]' },
    serializers: { err: (value: unknown) => (value instanceof Error ? redactError(value) : value) },
    formatters: { log: (record) => redactRecord(record, 0) },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod(args, method) {
        Reflect.apply(method, this, redactCall(args))
      },
    },
  })
}
