import type { FastifyRequest } from 'fastify'
import { DomainError, SuspendedError } from '#lib/core/errors.ts'
import { credentialFault } from '#lib/infra/auth/credential.ts'
import type { Authenticate, ReaderCaller, SourceCaller } from '../ports.ts'
import { badCredential } from './refusal-reply.ts'

/**
 * The credential of a request: a bearer token, or the password of basic authentication, which is all that some senders offer.
 * Throws the 401 that says what is missing.
 */
function credentialOf(request: FastifyRequest): string {
  const header = request.headers.authorization
  if (header === undefined) throw badCredential('Send the credential as "Authorization: Bearer …".')
  const [, scheme = '', value = ''] = /^(\w+) +(\S+) *$/.exec(header) ?? []
  if (scheme.toLowerCase() === 'bearer') return value
  if (scheme.toLowerCase() === 'basic') {
    const text = Buffer.from(value, 'base64').toString('utf8')
    const password = text.slice(text.indexOf(':') + 1)
    if (password !== '') return password
  }
  throw badCredential('The Authorization header holds neither a bearer token nor basic authentication.')
}

/** The source that sends this request. Throws 401 for an unknown credential, `forbidden` for one that may only read. */
export async function requireSource(
  request: FastifyRequest,
  authenticate: Authenticate,
): Promise<SourceCaller> {
  const caller = await requireCaller(request, authenticate)
  if (caller.kind === 'source') return caller
  throw new DomainError('forbidden', 'This credential may read; sending needs the credential of a source.')
}

/** Who asks a question. Throws 401 for an unknown credential, `forbidden` for a source or without `metrics:query`. */
export async function requireReader(
  request: FastifyRequest,
  authenticate: Authenticate,
): Promise<ReaderCaller> {
  const caller = await requireCaller(request, authenticate)
  if (caller.kind === 'source') {
    throw new DomainError('forbidden', 'A source may only send; asking needs an API key with metrics:query.')
  }
  if (caller.permissions.includes('metrics:query')) return caller
  throw new DomainError(
    'forbidden',
    'This needs the permission metrics:query, which the credential does not have.',
  )
}

async function requireCaller(
  request: FastifyRequest,
  authenticate: Authenticate,
): Promise<SourceCaller | ReaderCaller> {
  const credential = credentialOf(request)
  const fault = credentialFault(credential)
  if (fault !== null) throw badCredential(fault)
  const caller = await authenticate(credential, request.ip)
  if (caller === null) throw badCredential('The credential is unknown, was revoked or has expired.')
  if (caller.suspension !== undefined) throw new SuspendedError(caller.suspension)
  return caller
}
