import { DomainError, notFound } from '#lib/core/errors.ts'
import { isRecord } from '#lib/core/unsafe.ts'
import { Prisma } from '#prisma'

/** SQLSTATE and message of the driver's error inside a Prisma error, when there is one. */
function driverCause(error: Prisma.PrismaClientKnownRequestError): { code: string; message: string } {
  const adapterError = error.meta?.['driverAdapterError']
  const cause = isRecord(adapterError) ? adapterError['cause'] : undefined
  if (!isRecord(cause)) return { code: '', message: '' }
  const text = (key: string): string => (typeof cause[key] === 'string' ? cause[key] : '')
  return { code: text('originalCode'), message: text('originalMessage') }
}

const CONNECTION =
  /ECONNREFUSED|ECONNRESET|Connection terminated|terminating connection|starting up|shutting down|timeout exceeded when trying to connect|Can't reach database|recovery mode|Server has closed|not queryable|Connection ended|too many clients/i

const unavailable = (error: unknown): DomainError =>
  new DomainError(
    'unavailable',
    'The database does not answer at the moment. Nothing was changed; try again.',
    {
      retryAfterSeconds: 5,
      cause: error,
    },
  )

const collision = (error: unknown): DomainError =>
  new DomainError('conflict', 'Somebody else changed this at the same moment; try again.', { cause: error })

/** A serialization failure and a deadlock: PostgreSQL ended one of two transactions so that the other could go on. */
const COLLISIONS = new Set(['40001', '40P01'])

/** Prisma's codes for: no connection in time, transaction timed out, server not reachable, connection closed. */
const UNAVAILABLE = new Set(['P1001', 'P1008', 'P1017', 'P2024', 'P2028'])

/**
 * What a database error means to the caller. A row of another tenant gives exactly the answer of a missing id: the
 * policies hide it (P2025), refuse it (42501 with the words of row-level security) or the composite key does not find
 * it (P2003). A missing grant is 42501 too, but is our bug, and passes through unchanged.
 */
export function mapDatabaseError(error: unknown): unknown {
  if (error instanceof DomainError) return error
  if (error instanceof Prisma.PrismaClientInitializationError) return unavailable(error)
  if (error instanceof Prisma.PrismaClientKnownRequestError) return mapKnown(error)
  return error instanceof Error && CONNECTION.test(error.message) ? unavailable(error) : error
}

/** A write in a transaction that is read-only (SQLSTATE 25006). */
export const isWriteInReadOnly = (error: unknown): boolean =>
  error instanceof Prisma.PrismaClientKnownRequestError
    ? driverCause(error).code === '25006' || error.message.includes(READ_ONLY)
    : error instanceof Error && error.message.includes(READ_ONLY)

const READ_ONLY = 'in a read-only transaction'

function mapKnown(error: Prisma.PrismaClientKnownRequestError): unknown {
  if (UNAVAILABLE.has(error.code)) return unavailable(error)
  switch (error.code) {
    case 'P2025':
    case 'P2003':
      return notFound()
    case 'P2002':
      return new DomainError('conflict', 'Something with the same name exists already in this scope.', {
        cause: error,
      })
    case 'P2034':
      return collision(error)
    default:
      return mapDriver(error)
  }
}

/** Errors that Prisma has no code of its own for: the SQLSTATE of the driver decides. */
function mapDriver(error: Prisma.PrismaClientKnownRequestError): unknown {
  const { code, message } = driverCause(error)
  if (code === '42501' && message.includes('row-level security policy')) return notFound()
  if (COLLISIONS.has(code)) return collision(error)
  const isGone = code.startsWith('08') || code.startsWith('57P') || CONNECTION.test(error.message)
  return isGone ? unavailable(error) : error
}
