import pino from 'pino'

/** The structured logger: one JSON object per line on standard output. */
export type Logger = pino.Logger

const SECRETS: readonly RegExp[] = [
  /\bbw[a-z]?_(?:live|src|ack|set|inv)_[\w-]+/g,
  /\bbwi_[\w.-]+/g,
  /\bwhsec_[\w+/=-]+/g,
  /\bBearer\s+[\w.~+/=-]+/gi,
  /\beyJ[\w-]+\.[\w-]+\.[\w-]+/g,
  /\/\/[^/\s:@]+:[^/\s@]+@/g,
]

/** Blanks out credentials in free text and encodes control characters, so that a log line stays one line. */
export function redactText(text: string): string {
  let clean = text
  for (const pattern of SECRETS) clean = clean.replaceAll(pattern, '[redacted]')
  // eslint-disable-next-line no-control-regex -- control characters are exactly what is looked for
  return clean.replaceAll(
    /[\u0000-\u0008\u000b-\u001f\u007f]/g,
    (char) => `\\x${char.charCodeAt(0).toString(16).padStart(2, '0')}`,
  )
}

const redactError = (error: Error): Record<string, unknown> => ({
  type: error.name,
  message: redactText(error.message),
  stack: redactText(error.stack ?? ''),
})

/** Makes the logger of one process. Secrets are removed by path and by pattern; payloads are never logged whole. */
export function createLogger(name: string, level: string): Logger {
  return pino({
    name,
    level,
    redact: {
      paths: [
        'password',
        'secret',
        'token',
        'credential',
        'code',
        'authorization',
        'cookie',
        '*.password',
        '*.secret',
        '*.token',
        '*.credential',
        '*.authorization',
        '*.cookie',
      ],
      censor: '[redacted]',
    },
    serializers: { err: (value: unknown) => (value instanceof Error ? redactError(value) : value) },
    timestamp: pino.stdTimeFunctions.isoTime,
    hooks: {
      logMethod(args, method) {
        const clean = args.map((arg: unknown) => (typeof arg === 'string' ? redactText(arg) : arg))
        Reflect.apply(method, this, clean)
      },
    },
  })
}
