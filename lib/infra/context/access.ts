import { DomainError, invalidField, notFound } from '#lib/core/errors.ts'
import { parseScopeParam, type Scope, type ScopeRef } from '#lib/core/scope.ts'
import { credentialFault } from '#lib/infra/auth/credential.ts'
import { identify, resolveScope, type Evidence } from '#lib/infra/auth/identify.ts'
import {
  defaultScope,
  grantsIn,
  stepUpUntil,
  type CurrentSession,
  type Identity,
} from '#lib/infra/auth/identity.ts'
import { endingWords } from '#lib/core/session-ending.ts'
import { sessionEnding } from '#lib/infra/auth/session.ts'
import type { Actor, ContextParts, RequestContext } from './request-context.ts'
import type { Runtime } from './runtime.ts'

/** Reads the `scope` parameters of a URL: none is null, a malformed or a second one is refused. */
export function requestedScope(values: readonly string[]): ScopeRef | null {
  const [text, ...more] = values
  if (text === undefined) return null
  const ref = more.length > 0 ? null : parseScopeParam(text)
  if (ref === null) throw invalidField('scope', 'write it once, as operator, platform:<id> or tenant:<id>')
  return ref
}

/** Who asks, and the parts of a context that follow from it and from the scope asked for. */
export interface Access {
  readonly identity: Identity
  readonly parts: Pick<ContextParts, 'scope' | 'actor' | 'grantOf' | 'stepUpUntil'>
}

function actorOf(identity: Identity): Actor {
  if (identity.kind === 'api_key') return { kind: 'api_key', id: identity.key.id, name: identity.key.name }
  const { id, name, email } = identity.member
  return { kind: 'member', id, name, email }
}

/**
 * Identifies a request and opens the scope that it asks for. Throws `unauthenticated` for nobody, and `not_found` for a
 * scope that does not exist as for one that no binding covers: nobody learns which exist.
 */
export async function openAccess(own: Runtime, evidence: Evidence, ref: ScopeRef | null): Promise<Access> {
  // Said before anything is looked up: it depends on nothing but what was typed.
  const fault = evidence.kind === 'bearer' ? credentialFault(evidence.credential) : null
  if (fault !== null) throw new DomainError('unauthenticated', fault)
  const opened = await own.database.asAuth(async (tx) => {
    const found = await identify(tx, own, evidence)
    return found === null ? null : { identity: found, scope: await scopeFor(tx, found, ref) }
  })
  if (opened === null) throw await unauthenticated(own, evidence)
  const { identity, scope } = opened
  const grantOf = scope === null ? null : grantsIn(identity, scope, own.clock.now())
  if (scope === null || grantOf === null) throw notFound()
  return { identity, parts: { scope, actor: actorOf(identity), grantOf, stepUpUntil: stepUpUntil(identity) } }
}

/** Says why somebody is not known: for the cookie of a session that is over, how it ended. */
async function unauthenticated(own: Runtime, evidence: Evidence): Promise<DomainError> {
  const ending = evidence.kind === 'session' ? await sessionEnding(own, evidence.sid) : null
  return new DomainError(
    'unauthenticated',
    ending === null ? 'Sign in, or send a valid API key.' : `${endingWords(ending)} Sign in again.`,
  )
}

async function scopeFor(
  tx: Parameters<typeof resolveScope>[0],
  identity: Identity,
  ref: ScopeRef | null,
): Promise<Scope | null> {
  return ref === null ? defaultScope(identity) : await resolveScope(tx, ref)
}

/** A context with the session behind it; null for keys. Verbs about the own session read it by `sessionOf`. */
export interface SessionContext extends RequestContext {
  readonly session: CurrentSession | null
}

/** The session behind a context; null for keys, jobs and the console. */
export const sessionOf = (ctx: RequestContext): CurrentSession | null =>
  hasSession(ctx) ? ctx.session : null

const hasSession = (ctx: RequestContext): ctx is SessionContext => 'session' in ctx

/** The session of an identity; null for keys. */
export const sessionOfIdentity = (identity: Identity): CurrentSession | null =>
  identity.kind === 'member' ? identity.session : null
