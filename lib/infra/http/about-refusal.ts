import { DomainError } from '#lib/core/errors.ts'

/**
 * What the log keeps of why a request failed. An expected refusal is told to the caller in words that may hold what they
 * sent, e.g. a part of a query; the log keeps its kind and the fields alone. Everything else is our fault, and kept whole.
 */
export const aboutRefusal = (error: unknown): { readonly refusal: string } | { readonly err: unknown } =>
  error instanceof DomainError
    ? { refusal: [error.code, ...error.faults.map(({ field }) => field)].join(' ') }
    : { err: error }
