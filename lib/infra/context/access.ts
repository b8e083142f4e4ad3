import {
  DomainError,
  invalidField,
  notFound,
  SuspendedError,
  type SuspensionNotice,
} from '#lib/core/errors.ts'
import type { Permission } from '#lib/core/permissions.ts'
import { formatScopeParam, parseScopeParam, type Scope, type ScopeRef } from '#lib/core/scope.ts'
import { noteBindingsUsed } from '#lib/infra/auth/binding-row.ts'
import { identityOfReader, isReading, verifyCanaryToken } from '#lib/infra/auth/canary-token.ts'
import { credentialFault } from '#lib/infra/auth/credential.ts'
import { identify, resolveScope, type Evidence } from '#lib/infra/auth/identify.ts'
import { underEither } from '#lib/infra/auth/keys.ts'
import {
  defaultScope,
  grantsIn,
  stepUpUntil,
  widestHolding,
  type CurrentSession,
  type Identity,
} from '#lib/infra/auth/identity.ts'
import { endingWords } from '#lib/core/session-ending.ts'
import { sessionEnding } from '#lib/infra/auth/session.ts'
import { findSuspension, isShutOut } from '#lib/infra/auth/suspension.ts'
import { findViewAs, isViewIn, viewAsGrants, type ViewAs } from '#lib/infra/auth/view-as.ts'
import type { Tx } from '#lib/infra/db/index.ts'
import type { Actor, ContextParts, RequestContext } from './request-context.ts'
import type { Runtime } from './runtime.ts'

/** Reads the `scope` parameters of a URL: none is null, a malformed or a second one is refused. */
export function requestedScope(values: readonly string[]): ScopeRef | null {
  const [text, ...more] = values
  if (text === undefined) return null
  const ref = more.length > 0 ? null : parseScopeParam(text)
  if (ref === null) throw invalidField('scope', 'write it once, as operator, platform:ID or tenant:ID')
  return ref
}

/** The refusal of a scope that does not exist or that no binding covers; to the caller it is any other missing object. */
export class ScopeOutOfReachError extends DomainError {
  /** Who asked, for the record of it. */
  readonly actor: Actor
  /** Where a key belongs; null for members, who belong to their bindings. */
  readonly home: Scope | null
  /** All that is open to who asked. */
  readonly reach: readonly Scope[]

  constructor(identity: Identity) {
    super('not_found', notFound().message)
    this.actor = actorOf(identity)
    this.home = identity.kind === 'api_key' ? identity.key.scope : null
    this.reach =
      identity.kind === 'api_key' ? [identity.key.scope] : identity.bindings.map(({ scope }) => scope)
  }
}

/** The refusal of a suspended tenant to one of its own members, keys or SCIM tokens. */
export class ShutOutError extends SuspendedError {
  /** Who asked, for the record of it. */
  readonly actor: Actor
  /** The tenant. */
  readonly scope: Scope

  constructor(notice: SuspensionNotice, actor: Actor, scope: Scope) {
    super(notice)
    this.actor = actor
    this.scope = scope
  }
}

/** Who asks, and the parts of a context that follow from it and from the scope asked for. */
export interface Access {
  readonly identity: Identity
  /** The view as a tenant that the session has open, wherever that is; null without one. */
  readonly open: ViewAs | null
  readonly parts: Pick<
    ContextParts,
    'scope' | 'actor' | 'grantOf' | 'heldFrom' | 'stepUpUntil' | 'viewAs' | 'readOnly'
  >
}

/** Who asks: what a request that opens several scopes finds out once. */
export type Asking = Pick<Access, 'identity' | 'open'>

function actorOf(identity: Identity): Actor {
  if (identity.kind === 'api_key') return { kind: 'api_key', id: identity.key.id, name: identity.key.name }
  const { id, name, email } = identity.member
  return { kind: 'member', id, name, email }
}

/**
 * Identifies a request and opens the scope that it asks for; with `known`, who asks was found out earlier in the same request.
 * Throws `unauthenticated` for nobody, `not_found` for a scope that does not exist as for one that no binding covers (nobody
 * learns which exist), and `suspended` for the own people and keys of a tenant that is.
 */
export async function openAccess(
  own: Runtime,
  evidence: Evidence,
  ref: ScopeRef | null,
  known: Asking | null = null,
): Promise<Access> {
  if (evidence.kind === 'canary') return await readerAccess(own, evidence, ref)
  // Said before anything is looked up: it depends on nothing but what was typed.
  const fault = evidence.kind === 'bearer' ? credentialFault(evidence.credential) : null
  if (fault !== null) throw new DomainError('unauthenticated', fault)
  const now = own.clock.now()
  const opened = await own.database.asAuth(async (tx) => {
    const asking = known ?? (await askingOf(tx, own, evidence))
    if (asking === null) return null
    const { identity } = asking
    const place =
      ref === null
        ? await openDefault(tx, identity)
        : await placeOf(tx, identity, await resolveScope(tx, ref))
    const isActivity = evidence.kind === 'session' && evidence.isActivity
    if (isActivity && identity.kind === 'member' && place.scope !== null && place.suspension === null)
      await noteBindingsUsed(tx, identity.bindings, place.scope, now)
    return { ...asking, ...place }
  })
  if (opened === null) throw await unauthenticated(own, evidence)
  const { identity, open, suspension } = opened
  const parts = partsOf(opened, now)
  if (parts === null) throw new ScopeOutOfReachError(identity)
  if (suspension !== null) throw new ShutOutError(suspension, parts.actor, parts.scope)
  return { identity, open, parts }
}

/** Finds out who asks; null for nobody. */
async function askingOf(tx: Tx, own: Runtime, evidence: Evidence): Promise<Asking | null> {
  const identity = await identify(tx, own, evidence)
  if (identity === null) return null
  return {
    identity,
    open: identity.kind === 'member' ? await findViewAs(tx, identity, own.clock.now()) : null,
  }
}

/** What follows from identity, scope and an open view as its tenant; null for a scope that no binding covers. */
function partsOf({ identity, scope, open }: Opened, now: Date): Access['parts'] | null {
  const grantOf = scope === null ? null : grantsIn(identity, scope, now)
  if (scope === null || grantOf === null) return null
  const actor = actorOf(identity)
  if (open !== null && isViewIn(open, scope, grantOf))
    return { scope, actor, grantOf: viewAsGrants, stepUpUntil: null, viewAs: open }
  const heldFrom = (permission: Permission): Scope | null => widestHolding(identity, scope, permission)
  return { scope, actor, grantOf, heldFrom, stepUpUntil: stepUpUntil(identity), viewAs: undefined }
}

/** Says why somebody is not known: for the cookie of a session that is over, how it ended. */
async function unauthenticated(own: Runtime, evidence: Evidence): Promise<DomainError> {
  const ending = evidence.kind === 'session' ? await sessionEnding(own, evidence.sid) : null
  return new DomainError(
    'unauthenticated',
    ending === null ? 'Sign in, or send a valid API key.' : `${endingWords(ending)} Sign in again.`,
  )
}

interface Opened extends Asking {
  readonly scope: Scope | null
}

interface Place {
  readonly scope: Scope | null
  /** Why the scope is closed to this identity. */
  readonly suspension: SuspensionNotice | null
}

async function placeOf(tx: Tx, identity: Identity, scope: Scope | null): Promise<Place> {
  const isClosable = scope?.kind === 'tenant' && isShutOut(identity, scope)
  return { scope, suspension: isClosable ? await findSuspension(tx, scope.tenantId) : null }
}

/** The scope of somebody who named none: the widest that is open, so that one suspended tenant does not close the others. */
async function openDefault(tx: Tx, identity: Identity): Promise<Place> {
  const first = await placeOf(tx, identity, defaultScope(identity))
  if (first.suspension === null || identity.kind === 'api_key') return first
  for (const binding of identity.bindings) {
    const place = await placeOf(tx, identity, binding.scope)
    if (place.suspension === null) return place
  }
  return first
}

/**
 * What a token of the canary job opens: one scope, to look and no more. The database refuses every write in it as well.
 * Throws as `openAccess` does.
 */
async function readerAccess(
  own: Runtime,
  evidence: Extract<Evidence, { kind: 'canary' }>,
  ref: ScopeRef | null,
): Promise<Access> {
  const now = own.clock.now()
  const reader = underEither(own.keyring, ({ canary }) => verifyCanaryToken(canary, evidence.token, now))
  if (reader === null) throw await unauthenticated(own, evidence)
  const { scope } = reader
  if (ref !== null && formatScopeParam(ref) !== formatScopeParam(scope)) throw notFound()
  const identity = identityOfReader(reader, now)
  const grantOf = grantsIn(identity, scope, now)
  return {
    identity,
    open: null,
    parts: {
      scope,
      actor: actorOf(identity),
      grantOf: (permission) => (isReading(permission) ? (grantOf?.(permission) ?? null) : null),
      stepUpUntil: null,
      readOnly: true,
    },
  }
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
