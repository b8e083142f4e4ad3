/** A half-open range of UTF-16 offsets in the text of a query. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** Where in a query something is wrong: offsets, and line and column of the start, both counted from 1. */
export interface Position extends Span {
  readonly line: number
  readonly column: number
}

/**
 * What went wrong: `parse` (syntax, types, a bad pattern), `unsupported` (valid PromQL that this engine does not evaluate),
 * `execution` (the data does not allow it), `limit` (the query is too big), `cancelled` (the caller gave up).
 */
export type PromqlErrorKind = 'parse' | 'unsupported' | 'execution' | 'limit' | 'cancelled'

/** The limit that a query exceeded. */
export type LimitName = 'queryLength' | 'nesting' | 'series' | 'samples' | 'pointsPerSeries'

/** What a `PromqlError` knows beyond its message. */
export interface PromqlErrorDetails {
  readonly position?: Position | undefined
  /** What would have been right at that position, in words. */
  readonly expected?: string | undefined
  readonly limit?: LimitName | undefined
}

/** The only error that this folder throws on purpose. Its message names the cause and, for a parse error, the place. */
export class PromqlError extends Error {
  override readonly name = 'PromqlError'
  readonly kind: PromqlErrorKind
  readonly position: Position | undefined
  readonly expected: string | undefined
  readonly limit: LimitName | undefined

  constructor(kind: PromqlErrorKind, message: string, details: PromqlErrorDetails = {}) {
    super(message)
    this.kind = kind
    this.position = details.position
    this.expected = details.expected
    this.limit = details.limit
  }
}

/** Line and column (both from 1) of a span in a text. */
export function positionOf(text: string, span: Span): Position {
  const before = text.slice(0, span.start)
  const lastBreak = before.lastIndexOf('\n')
  let line = 1
  for (const character of before) if (character === '\n') line += 1
  return { start: span.start, end: span.end, line, column: span.start - lastBreak }
}

/** A parse error at a span of the query's text. */
export function parseError(text: string, span: Span, message: string, expected?: string): PromqlError {
  return new PromqlError('parse', message, { position: positionOf(text, span), expected })
}

/** An error that names a feature of PromQL which is not evaluated here. */
export function unsupported(text: string, span: Span, message: string): PromqlError {
  return new PromqlError('unsupported', message, { position: positionOf(text, span) })
}

/** An error of the evaluation: the expression is right, the data does not allow it. */
export function executionError(message: string): PromqlError {
  return new PromqlError('execution', message)
}
